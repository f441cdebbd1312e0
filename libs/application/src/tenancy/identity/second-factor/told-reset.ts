import type { Instant } from '@guicheng/kernel';
import type { AccountRecord } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';

/** The last time that somebody else took a second factor away, as its owner is told. */
export interface ToldReset {
  readonly at: Instant;
  /** Id of the administrator who did; null: the operator of the deployment. */
  readonly by: string | null;
}

/** How long a sign-in that is asked for a code says beside it that the factor was reset, ms; our choice: whoever was away for some weeks is told too. */
const SAID_FOR = 30 * 86_400_000;

/** The last reset of an account; null: there never was one. */
export const toldReset = ({ secondFactorResetAt: at, secondFactorResetBy: by }: AccountRecord): ToldReset | null =>
  at === null ? null : { at, by };

const codeMissing = problem(
  'second-factor-needed',
  '/code',
  '该账号已启用动态口令：请填写动态口令或恢复码。',
  'The account has a second factor: give its code, or a recovery code.',
);

/** A code is asked for; who set up none since a reset learns here that somebody else did. */
export const codeNeeded = ({ secondFactorResetAt }: AccountRecord, at: Instant): Problem =>
  secondFactorResetAt === null || at - secondFactorResetAt > SAID_FOR
    ? codeMissing
    : problem(
        codeMissing.code,
        codeMissing.pointer,
        `${codeMissing.zh}此账号的第二因素曾被他人重设，之后重新启用；如非您本人办理，请立即告知审计人员。`,
        `${codeMissing.en} It was reset by somebody else and set up anew since: if that was not you, tell your auditor at once.`,
      );
