import { err, ok, type Result } from '@guicheng/kernel';
import { at, parseFactValue, problem, type DecisionStatus, type JsonValue, type Problem } from '@guicheng/policy-model';
import { printTyped } from '../explanation/shown-value.ts';
import { typeOf } from '../type.ts';
import type { ShortAnswer, Subject } from './project.ts';

/** What a person wants the answer to be. At least one of them is stated. */
export interface Wish {
  /** Default `determined` where outcome fields are wanted. */
  readonly status?: DecisionStatus;
  /** Outcome fields and the values wanted; a list is a set. */
  readonly outcome?: Readonly<Record<string, JsonValue>>;
  /** true: nothing in the way; or these codes not. */
  readonly withoutBlockers?: true | readonly string[];
}

/** Statuses that changed facts can lead to; the others are no answers on facts. */
const REACHABLE: readonly DecisionStatus[] = ['determined', 'needs-judgement', 'not-regulated'];

/** A wish as a test of answers. Refuses fields and values that the question does not have. */
export function wishTest({ compiled: { policy }, question }: Subject, wish: Wish): Result<(answer: ShortAnswer) => boolean, Problem[]> {
  const fields = policy.outcomes[question.question] ?? {};
  const problems: Problem[] = [];
  const wanted = new Map<string, string>();
  for (const [name, value] of Object.entries(wish.outcome ?? {})) {
    const pointer = at('/wish/outcome', name);
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field === undefined) {
      const known = Object.keys(fields).join('、');
      problems.push(
        problem(
          'outcome-field-not-known',
          pointer,
          `这个问题没有结果字段“${name}”。可用：${known}。`,
          `The question has no outcome field "${name}". Known: ${Object.keys(fields).join(', ')}.`,
        ),
      );
      continue;
    }
    const parsed = parseFactValue({ ...field, titleZh: field.titleZh ?? name }, value, pointer);
    if ('problem' in parsed) problems.push(parsed.problem);
    else wanted.set(name, comparable(printTyped(typeOf(field), parsed.value)));
  }
  if (wish.status !== undefined && !REACHABLE.includes(wish.status))
    problems.push(
      problem(
        'status-not-reachable',
        '/wish/status',
        `想要的结论状态只能是：${REACHABLE.join('、')}。`,
        `The wanted status is one of: ${REACHABLE.join(', ')}.`,
      ),
    );
  const codes = Array.isArray(wish.withoutBlockers) ? (wish.withoutBlockers as readonly string[]) : [];
  codes.forEach((code, index) => {
    if (Object.hasOwn(policy.blockers, code)) return;
    const known = Object.entries(policy.blockers).map(([one, { zh }]) => `${one}（${zh}）`);
    problems.push(
      problem(
        'blocker-not-known',
        at('/wish/withoutBlockers', index),
        `没有拦截事项“${code}”。可用：${known.join('、')}。`,
        `There is no blocker "${code}". Known: ${Object.keys(policy.blockers).join(', ')}.`,
      ),
    );
  });
  if (wanted.size === 0 && wish.status === undefined && wish.withoutBlockers === undefined && problems.length === 0)
    problems.push(problem('nothing-wanted', '/wish', '没有说想要什么结果。', 'Nothing is wanted.'));
  if (problems.length > 0) return err(problems);
  const status = wish.status ?? 'determined';
  return ok(
    (answer) =>
      answer.status === status &&
      [...wanted].every(([name, value]) => answer.outcome[name] !== undefined && comparable(answer.outcome[name]) === value) &&
      (wish.withoutBlockers === undefined ||
        (wish.withoutBlockers === true
          ? answer.blockers.length === 0
          : !wish.withoutBlockers.some((code) => answer.blockers.includes(code)))),
  );
}

/** Equal exactly for equal values; lists as sets. Numbers are exact here: fen and millionths were printed by one function. */
const comparable = (value: JsonValue): string =>
  JSON.stringify(Array.isArray(value) ? [...new Set(value.map((one: JsonValue) => JSON.stringify(one)))].sort() : value);

/**
 * Whether what is wanted is one procedure or class among several, an outcome field that is a code. To meet a figure or a requirement a person may spend more,
 * as the text demands; to come under another procedure is no reason that an office accepts for a larger budget.
 */
export const choosesAmongCodes = ({ compiled: { policy }, question }: Subject, wish: Wish): boolean =>
  Object.keys(wish.outcome ?? {}).some((name) => ['code', 'list-of-code'].includes(policy.outcomes[question.question]?.[name]?.type ?? ''));
