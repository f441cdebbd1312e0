import type { ExportInput } from '@guicheng/application';
import { err, ok, parseYuan, type Fen, type Result } from '@guicheng/kernel';
import { problem, type Problem } from '@guicheng/policy-model';

/** Parameters of an address, each once or several times. */
export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

const STATUSES = ['draft', 'submitted', 'withdrawn'] as const;
const ORDERS = ['updated', 'code', 'title', 'amount'] as const;
const DIRECTIONS = ['ascending', 'descending'] as const;
const KNOWN = new Set(['unit', 'status', 'text', 'amountFrom', 'amountTo', 'nature', 'orderBy', 'direction']);

/** Codes of facts: words in lower case. */
const CODE = /^[a-z][a-z0-9-]{0,63}$/;

const notValid = (name: string, zh: string, en: string): Problem =>
  problem('parameter-not-valid', `/${name}`, `参数 ${name} 无效：${zh}。`, `The parameter ${name} is not valid: ${en}.`);

/** Whether an import is only tried: `dryRun=true`, or false where it is left out. What is not plainly one of them is refused, so that nothing is imported by mistake. */
export const dryRunOf = (query: Query): Result<boolean, Problem[]> => {
  const problems = Object.keys(query)
    .filter((name) => name !== 'dryRun')
    .map((name) => notValid(name, '没有这个参数', 'there is none of this name'));
  const { dryRun = 'false' } = query;
  if (dryRun !== 'true' && dryRun !== 'false') problems.push(notValid('dryRun', '应为 true 或 false，且只给一次', 'true or false, once'));
  return problems.length > 0 ? err(problems) : ok(dryRun === 'true');
};

/** Reads what to export from an address: the filter and order of `Query.projects`, `unit` as often as wanted, codes in lower case. */
export const exportInputOf = (query: Query): Result<ExportInput, Problem[]> => {
  const problems: Problem[] = Object.keys(query)
    .filter((name) => !KNOWN.has(name))
    .map((name) => notValid(name, '没有这个参数', 'there is none of this name'));
  const single = (name: string): string | null => {
    const value = query[name];
    if (value === undefined || value === '') return null;
    if (typeof value === 'string') return value;
    problems.push(notValid(name, '只能给一次', 'it can be given once'));
    return null;
  };
  const oneOf = <T extends string>(name: string, all: readonly T[]): T | null => {
    const value = single(name);
    if (value === null) return null;
    const found = all.find((one) => one === value);
    if (found === undefined) problems.push(notValid(name, `应为 ${all.join('、')} 之一`, `one of ${all.join(', ')}`));
    return found ?? null;
  };
  const amount = (name: string): Fen | null => {
    const value = single(name);
    const parsed = value === null ? null : parseYuan(value);
    if (parsed === null) return null;
    if (parsed.ok && parsed.value >= 0) return parsed.value;
    problems.push(notValid(name, '应为不小于 0 的元数，最多两位小数', 'yuan, not negative, at most two decimals'));
    return null;
  };
  const code = (name: string): string | null => {
    const value = single(name);
    if (value !== null && !CODE.test(value)) problems.push(notValid(name, '应为小写代码', 'a code in lower case'));
    return value;
  };
  const { unit } = query;
  const input: ExportInput = {
    filter: {
      units: unit === undefined ? null : typeof unit === 'string' ? [unit] : unit,
      status: oneOf('status', STATUSES),
      text: single('text'),
      amountFrom: amount('amountFrom'),
      amountTo: amount('amountTo'),
      nature: code('nature'),
    },
    order: oneOf('orderBy', ORDERS) ?? 'code',
    descending: oneOf('direction', DIRECTIONS) === 'descending',
  };
  return problems.length > 0 ? err(problems) : ok(input);
};
