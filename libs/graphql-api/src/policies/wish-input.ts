import type { Wish } from '@guicheng/application';
import { err, ok, type Result } from '@guicheng/kernel';
import { at, problem, type DecisionStatus, type JsonValue, type Problem } from '@guicheng/policy-model';

/** `WishedFieldInput` of the schema. */
interface WishedFieldArguments {
  readonly field: string;
  readonly text?: string | null;
  readonly boolean?: boolean | null;
  readonly integer?: number | null;
  readonly codes?: readonly string[] | null;
}

/** `WishInput` of the schema. */
export interface WishArguments {
  readonly status?: DecisionStatus | null;
  readonly outcome: readonly WishedFieldArguments[];
  readonly unblocked: boolean;
  readonly withoutBlockers?: readonly string[] | null;
}

/** The wish as the engine takes it. All that is wrong with its form at once. */
export function wishOf({ status, outcome, unblocked, withoutBlockers }: WishArguments): Result<Wish, Problem[]> {
  const problems: Problem[] = [];
  const fields = Object.create(null) as Record<string, JsonValue>;
  outcome.forEach(({ field, text, boolean, integer, codes }, index) => {
    const given = [text, boolean, integer, codes].filter((value) => value !== null && value !== undefined) as JsonValue[];
    if (given.length !== 1) problems.push(notSingle(index, given.length));
    else if (field in fields) problems.push(twice(index, field));
    else fields[field] = given[0]!;
  });
  if (problems.length > 0) return err(problems);
  return ok({
    ...(status === null || status === undefined ? {} : { status }),
    ...(outcome.length === 0 ? {} : { outcome: fields }),
    ...(unblocked ? { withoutBlockers: true } : withoutBlockers === null || withoutBlockers === undefined ? {} : { withoutBlockers }),
  });
}

/** Points a problem of a wished field at the item of the input that gave it. */
export function placedInWish(found: Problem, { outcome }: WishArguments): Problem {
  const name = /^\/wish\/outcome\/([^/]+)/u.exec(found.pointer)?.[1];
  const index = outcome.findIndex(({ field }) => at('', field) === `/${name}`);
  return index < 0 ? found : { ...found, pointer: at('/wish/outcome', index) };
}

const notSingle = (index: number, count: number): Problem =>
  problem(
    'wished-value-not-single',
    at('/wish/outcome', index),
    `想要的值只在 text、boolean、integer、codes 之一中给出，此处给了 ${count} 个。`,
    `The value wanted is given in exactly one of text, boolean, integer and codes; ${count} are given here.`,
  );

const twice = (index: number, field: string): Problem =>
  problem(
    'field-wished-twice',
    at('/wish/outcome', index),
    `结果字段“${field}”给了两次：请只保留一处。`,
    `The outcome field "${field}" is given twice: keep one.`,
  );
