import { err, ok, type Result } from '@guicheng/kernel';
import type { Wish } from '@guicheng/policy-engine';
import type { DecisionStatus, JsonValue, OutcomeFieldDefinition, Problem } from '@guicheng/policy-model';
import { typedValue } from '../decide/stated-facts.ts';
import { usageProblem } from '../refusal.ts';

/** Finds what an outcome field means; undefined: the question has none of that name. */
export type FieldMeaning = (name: string) => OutcomeFieldDefinition | undefined;

/** What is wanted, from `--want` texts. A value that does not read as its field's type stays text, so that the engine's refusal names the field and its codes. */
export function typedWish(texts: readonly string[], field: FieldMeaning): Result<Wish, Problem[]> {
  const outcome = Object.create(null) as Record<string, JsonValue>;
  const problems: Problem[] = [];
  let rest: Pick<Wish, 'status' | 'withoutBlockers'> = {};
  for (const text of texts) {
    const [name, value] = halves(text);
    if (text.trim() === 'unblocked') rest = { ...rest, withoutBlockers: true };
    else if (name === '' || value === undefined) problems.push(notReadable(text));
    else if (name in outcome || (name === 'status' && rest.status !== undefined)) problems.push(twice(name));
    else if (name === 'status') rest = { ...rest, status: value as DecisionStatus };
    else if (name === 'without') rest = { withoutBlockers: value.split(/[,，、]/u).map((code) => code.trim()), ...rest };
    else outcome[name] = valueOf(value, field(name));
  }
  return problems.length > 0 ? err(problems) : ok({ ...rest, ...(Object.keys(outcome).length > 0 ? { outcome } : {}) });
}

function halves(text: string): readonly [string, string | undefined] {
  const split = text.indexOf('=');
  return split < 0 ? [text.trim(), undefined] : [text.slice(0, split).trim(), text.slice(split + 1).trim()];
}

/** A code may be given by its Chinese label. */
function valueOf(text: string, field: OutcomeFieldDefinition | undefined): JsonValue {
  const labelled = Object.entries(field?.enum ?? {}).find(([, label]) => label === text);
  return labelled?.[0] ?? typedValue(text, field === undefined ? undefined : { ...field, titleZh: field.titleZh ?? '' });
}

const notReadable = (text: string): Problem =>
  usageProblem(
    '--want',
    `“${text}”不是“字段=值”、unblocked 或 without=代码 的写法。`,
    `"${text}" is not written field=value, unblocked or without=code.`,
  );

const twice = (name: string): Problem => usageProblem('--want', `“${name}”给了两次。`, `"${name}" is wanted twice.`);
