import type { ListInput } from '@guicheng/application';
import { err, ok, parseYuan, type Fen, type Result } from '@guicheng/kernel';
import { problem, type Problem } from '@guicheng/policy-model';

type Filter = ListInput['filter'];

/** `ProjectFilter` of the schema, as GraphQL hands it over: enums are codes already, amounts as written. */
export interface FilterArguments {
  readonly units?: readonly string[] | null;
  readonly status?: Filter['status'];
  readonly text?: string | null;
  readonly amountFrom?: number | string | null;
  readonly amountTo?: number | string | null;
  readonly nature?: string | null;
}

const NO_FILTER: Filter = { units: null, status: null, text: null, amountFrom: null, amountTo: null, nature: null };

const amountOf = (raw: number | string | null | undefined, pointer: string): Result<Fen | null, Problem> => {
  if (raw === null || raw === undefined) return ok(null);
  const parsed = parseYuan(raw);
  if (parsed.ok && parsed.value >= 0) return parsed;
  return err(
    problem(
      'amount-not-valid',
      pointer,
      '金额应为不小于 0 的元数，最多两位小数。',
      'An amount is given in yuan, not negative, with at most two decimals.',
    ),
  );
};

/** The filter of a list, or what is wrong with its amounts. */
export const filterOf = (given: FilterArguments | null | undefined): Result<Filter, Problem[]> => {
  if (given === null || given === undefined) return ok(NO_FILTER);
  const { units = null, status = null, text = null, nature = null } = given;
  const from = amountOf(given.amountFrom, '/filter/amountFrom');
  const to = amountOf(given.amountTo, '/filter/amountTo');
  if (!from.ok || !to.ok) return err([from, to].flatMap((one) => (one.ok ? [] : [one.error])));
  const looked = text?.trim() ?? '';
  return ok({ units, status, text: looked === '' ? null : looked, amountFrom: from.value, amountTo: to.value, nature });
};
