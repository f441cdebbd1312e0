import { ENGINE_VERSION, type Verification, type VerificationStatus } from '@guicheng/policy-engine';
import type { JsonValue } from '@guicheng/policy-model';
import { problemLine } from '../refusal.ts';

/** A receipt as far as a verification is told of it. */
export interface VerifiedHead {
  readonly id: string;
  readonly policy: string | null;
  readonly digest: string | null;
  readonly engineVersion: string;
}

const WORDS: Readonly<Record<VerificationStatus, string>> = {
  verified: '一致 verified',
  differs: '不一致 differs',
  'cannot-verify': '无法复核 cannot be verified',
};

const side = (value: JsonValue | undefined): string => (value === undefined ? '没有这一项 absent' : JSON.stringify(value));

/** A verification for people: what it came to, the first difference, the reasons. */
export const verificationText = (head: VerifiedHead, { status, firstDifference, reasons }: Verification): string =>
  [
    `回执 receipt ${head.id}：${WORDS[status]}`,
    `  政策 policy ${head.policy ?? '无 none'}${head.digest === null ? '' : ` ${head.digest}`}`,
    `  引擎 engine ${head.engineVersion}（复核所用 verified with ${ENGINE_VERSION}）`,
    ...(firstDifference === undefined
      ? []
      : [
          `  首处不同 first difference ${firstDifference.pointer}`,
          `    回执所记 recorded    ${side(firstDifference.recorded)}`,
          `    重新求值 recomputed  ${side(firstDifference.recomputed)}`,
        ]),
    ...reasons.map((reason) => `  ${problemLine(reason)}`),
    '',
  ].join('\n');

/** The same for programs. */
export const verificationJson = (head: VerifiedHead, { status, firstDifference, reasons, engine }: Verification): string =>
  `${JSON.stringify({ ...head, status, firstDifference: firstDifference ?? null, reasons, engine: engine.kind, presentEngineVersion: ENGINE_VERSION })}\n`;
