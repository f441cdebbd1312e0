import { err, ok, parseJsonText, type Result } from '@guicheng/kernel';
import type { DeclaredFact, FieldDefinition, JsonValue } from '@guicheng/policy-model';
import { typedScalar } from './typed-scalar.ts';

/** An object, or several: 字段=值，字段=值；字段=值 — or JSON. Refuses with why, for the person. */
export function typedFields(text: string, fact: DeclaredFact): Result<JsonValue, string> {
  if (/^[[{]/u.test(text)) {
    const parsed = parseJsonText(text);
    return parsed.ok ? ok(parsed.value as JsonValue) : err('这不是完整的 JSON。');
  }
  const objects: Record<string, JsonValue>[] = [];
  for (const one of text.split(';').filter((part) => part.trim() !== '')) {
    const read = objectOf(one, fact.fields ?? {});
    if (!read.ok) return read;
    objects.push(read.value);
  }
  if (fact.type === 'list-of-object') return ok(objects);
  const [only, ...others] = objects;
  return only !== undefined && others.length === 0 ? ok(only) : err(`请写成：${exampleOf(fact.fields ?? {})}。`);
}

/** How such an object is written. */
export const exampleOf = (fields: Readonly<Record<string, FieldDefinition>>): string =>
  Object.entries(fields)
    .map(([name, field]) => `${field.titleZh ?? name}=…`)
    .join('，');

function objectOf(text: string, fields: Readonly<Record<string, FieldDefinition>>): Result<Record<string, JsonValue>, string> {
  const object = Object.create(null) as Record<string, JsonValue>;
  for (const pair of text.split(/[,、]/u).filter((part) => part.trim() !== '')) {
    const split = pair.indexOf('=');
    const said = pair.slice(0, split).trim();
    const name = Object.keys(fields).find((field) => field === said || fields[field]!.titleZh?.normalize('NFKC') === said);
    if (split < 1 || name === undefined) return err(`“${pair.trim()}”读不懂，请写成：${exampleOf(fields)}。`);
    const raw = pair.slice(split + 1).trim();
    const field = fields[name]!;
    object[name] = typedScalar(raw, { ...field, titleZh: field.titleZh ?? name }) ?? raw;
  }
  return ok(object);
}
