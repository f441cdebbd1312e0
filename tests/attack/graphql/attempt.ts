import type { Example, Prepared } from '../../graphql/example-setups.ts';
import type { Data, TestApi } from '../../graphql/test-api.ts';

/** What an attempt was answered. */
export interface Answer {
  /** The member of the union that the root field answered with; null: there is no data. */
  readonly member: string | null;
  /** Codes of the refusal, or of the errors. */
  readonly codes: readonly string[];
  /** The whole body. */
  readonly text: string;
}

const fill = (text: string, values: NonNullable<Prepared['values']>): string =>
  Object.entries(values).reduce((filled, [name, value]) => filled.replaceAll(`<${name}>`, value), text);

/** Runs an example with these values under a credential; null: under none. */
export async function attempt(
  api: TestApi,
  { field, document, variables }: Example,
  values: NonNullable<Prepared['values']>,
  credential: string | null,
): Promise<Answer> {
  const body = fill(JSON.stringify({ query: document, variables }), values);
  const reply = await api.post(body, credential === null ? {} : { authorization: `Bearer ${credential}` });
  const root = (reply.body.data?.[field] ?? null) as Data | null;
  const errors = reply.body.errors ?? [];
  const problems = (root?.['problems'] ?? []) as readonly Data[];
  return {
    member: root === null ? null : String(root['__typename'] ?? 'without a name'),
    codes: [...problems.map(({ code }) => String(code)), ...errors.map(({ extensions }) => String(extensions['code']))],
    text: JSON.stringify(reply.body),
  };
}

/** Whether nothing was given. */
export const isRefusal = ({ member }: Answer): boolean => member === null || member === 'RequestRefused';

/** The answer without what was asked for and without ids of requests: what is left must not tell whether it exists. */
export const withoutAsked = ({ text }: Answer, values: NonNullable<Prepared['values']>): string =>
  Object.values(values)
    .reduce((left, value) => left.replaceAll(value, '<asked>'), text)
    .replace(/"requestId":"[^"]*"/g, '"requestId":""');
