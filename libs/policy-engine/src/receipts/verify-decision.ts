import type { Result } from '@guicheng/kernel';
import {
  canonicalJson,
  parseRequest,
  problem,
  type Decision,
  type DecisionRequest,
  type JsonValue,
  type Problem,
} from '@guicheng/policy-model';
import { decide } from '../decide.ts';
import type { Shelf } from '../shelf.ts';
import { ENGINE_VERSION } from '../version.ts';
import { ENGINE_RELEASES, engineCompatibility, type EngineCompatibility, type EngineRelease } from './engine-releases.ts';
import { firstDifference, type DecisionDifference } from './first-difference.ts';
import type { RecordedDecision, Verification } from './verification.ts';

/** What a receipt is run again on. */
export interface VerificationGrounds {
  /** The policies that may have been on the shelf when the answer was given, likeliest first. Empty: none can be put there. */
  readonly shelves: readonly Shelf[];
  /** What the receipt stands on and is not at hand: the policy's content, the calendars. Each is a reason why it cannot be verified. */
  readonly lacking: readonly Problem[];
  /** The engine's history; default: ours. */
  readonly releases?: readonly EngineRelease[];
}

const notCanonical = (pointer: string): Problem =>
  problem(
    'record-not-canonical',
    pointer,
    '回执中的这一段不是规范的 JSON 文本，与留存时不同：记录被改动过。',
    'This part of the receipt is not canonical JSON as it was when it was kept: the record was altered.',
  );

const contradictsItself = (pointer: string): Problem =>
  problem(
    'record-inconsistent',
    pointer,
    `回执所记的这一项（${pointer}）与其请求或结论的文本不同：记录被改动过。`,
    `This part of the receipt (${pointer}) is not what the texts of its request and decision say: the record was altered.`,
  );

/** Places at which the record says other than its own texts. */
const inconsistencies = (
  { policyDigest, beside }: RecordedDecision,
  request: Partial<Record<keyof DecisionRequest, unknown>>,
  decision: Partial<Record<keyof Decision, unknown>>,
): string[] => {
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['/policyDigest', policyDigest, decision.digest],
    ...(beside === undefined
      ? []
      : ([
          ['/policyId', beside.policyId, decision.policy],
          ['/district', beside.district, request.district],
          ['/question', beside.question, request.question],
          ['/asOf', beside.asOf, request.asOf],
          ['/mode', beside.mode, request.mode ?? 'in-force'],
        ] as const)),
  ];
  return pairs.flatMap(([pointer, record, text]) => (record === text ? [] : [pointer]));
};

const decisionDiffers = ({ pointer }: DecisionDifference): Problem =>
  problem(
    'decision-differs',
    `/decision${pointer}`,
    `重新求值的结论与回执不一致，首处不同在 ${pointer === '' ? '结论整体' : pointer}。`,
    `Asked again, the decision is not what the receipt says; it first differs at ${pointer === '' ? 'the whole' : pointer}.`,
  );

const engineReasons = (engine: EngineCompatibility, recorded: string): readonly Problem[] => {
  if (engine.kind === 'not-known')
    return [
      problem(
        'engine-version-not-known',
        '/engineVersion',
        `回执由引擎 ${recorded} 作出，本引擎（${ENGINE_VERSION}）的版本记录中没有它：可能更新，或记录被改动过。请用该版本的程序复核。`,
        `The receipt was made by engine ${recorded}, which this engine (${ENGINE_VERSION}) does not know: a later one, or an altered record. Verify it with that version.`,
      ),
    ];
  if (engine.kind !== 'changed') return [];
  return engine.by.map(({ version, zh, en }) =>
    problem(
      'engine-answers-changed',
      '/engineVersion',
      `回执由引擎 ${recorded} 作出；${version} 起结论可能不同：${zh}请用 ${version} 之前的程序复核。`,
      `The receipt was made by engine ${recorded}; from ${version} on answers can differ: ${en} Verify it with a version before ${version}.`,
    ),
  );
};

/** What a recorded text says; undefined: it is no JSON. */
const readText = (text: string): JsonValue | undefined => {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
};

/** The decision that says most: by the recorded policy where one of the shelves has it. */
const closest = (decisions: readonly Decision[], digest: string | null): Decision | undefined =>
  decisions.find((decision) => decision.digest === digest) ?? decisions[0];

/** A text that is no object says nothing of itself. */
const fieldsOf = (value: JsonValue | undefined): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : {};

/** What shows by the record alone that it was altered. */
const alterations = (recorded: RecordedDecision, request: JsonValue | undefined, decision: JsonValue | undefined): readonly Problem[] => {
  const isAsKept = (value: JsonValue | undefined, text: string): boolean => value !== undefined && canonicalJson(value) === text;
  return [
    ...(isAsKept(request, recorded.requestCanonical) ? [] : [notCanonical('/request')]),
    ...(isAsKept(decision, recorded.decisionCanonical) ? [] : [notCanonical('/decision')]),
    ...inconsistencies(recorded, fieldsOf(request), fieldsOf(decision)).map(contradictsItself),
  ];
};

/**
 * Runs a recorded decision again. Only bytes decide: the same bytes are `verified` under any engine and any calendars. Where they differ, what is lacking and what the
 * engine changed since are the reasons why that proves nothing (`cannot-verify`); with nothing of the kind, or when the record shows by itself that it was altered, it `differs`.
 */
export const verifyDecision = (recorded: RecordedDecision, grounds: VerificationGrounds): Verification => {
  const engine = engineCompatibility(recorded.engineVersion, grounds.releases ?? ENGINE_RELEASES);
  const [request, decision] = [readText(recorded.requestCanonical), readText(recorded.decisionCanonical)];
  const altered = alterations(recorded, request, decision);
  const answers = request === undefined ? [] : grounds.shelves.map((shelf) => again(shelf, request));
  const decisions = answers.flatMap((answer) => (answer.ok ? [answer.value] : []));
  if (altered.length === 0 && decisions.some((one) => canonicalJson(one) === recorded.decisionCanonical))
    return { status: 'verified', firstDifference: undefined, reasons: [], engine };
  const recomputed = closest(decisions, recorded.policyDigest);
  const difference = recomputed && decision !== undefined ? firstDifference(decision, recomputed as unknown as JsonValue) : undefined;
  const refusals = recomputed === undefined ? answers.slice(0, 1).flatMap((answer) => (answer.ok ? [] : answer.error)) : [];
  const lacking = [...grounds.lacking, ...engineReasons(engine, recorded.engineVersion)];
  const isProof = altered.length > 0 || lacking.length === 0;
  const parting = isProof && difference !== undefined ? [decisionDiffers(difference)] : [];
  return {
    status: isProof ? 'differs' : 'cannot-verify',
    firstDifference: difference,
    reasons: [...altered, ...lacking, ...parting, ...refusals],
    engine,
  };
};

const again = (shelf: Shelf, raw: JsonValue): Result<Decision, Problem[]> => {
  const request = parseRequest(raw);
  return request.ok ? decide(shelf, request.value) : request;
};
