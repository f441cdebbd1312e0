import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, getNamedType, getNullableType, isInputObjectType, isListType, type GraphQLInputType } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { workspaceRoot } from '../server/workspace-root.ts';
import { EXAMPLES, SETUPS } from './example-setups.ts';
import { startTestApi, type TestApi } from './test-api.ts';

const SCHEMA = buildSchema(readFileSync(join(workspaceRoot(), 'libs/graphql-api/schema.graphql'), 'utf8'));
const MUTATIONS = SCHEMA.getMutationType()!.getFields();
/** Examples of the mutations that take an input. */
const WITH_INPUT = EXAMPLES.filter(({ field }) => MUTATIONS[field]?.args.some(({ name }) => name === 'input') ?? false);

type Json = unknown;
type Input = Readonly<Record<string, Json>>;

/** What no field of these types should take, our guess; what one takes all the same is no matter. */
const WRONG: Readonly<Record<string, readonly Json[]>> = {
  Int: [-1, 99_999],
  String: ['', 'x'.repeat(3_000), 'nonsense'],
  ID: ['nonsense', '019ac0de-0000-7000-8000-0000000000ff'],
  Date: ['1900-01-01', '2999-01-01'],
};
const wrongFor = (type: GraphQLInputType): readonly Json[] => {
  const wrong = WRONG[getNamedType(type).name] ?? [];
  return isListType(getNullableType(type)) ? [[], ...wrong.map((one) => [one]), [...wrong.slice(-1), ...wrong.slice(-1)]] : wrong;
};

/** The input of an example with one field after another as it must not be. */
const wrongInputs = (field: string, input: Input): readonly Input[] => {
  const type = getNamedType(MUTATIONS[field]!.args.find(({ name }) => name === 'input')!.type);
  if (!isInputObjectType(type)) throw new Error(`${field}: input is no input type`);
  return Object.values(type.getFields()).flatMap((one) => wrongFor(one.type).map((wrong) => ({ ...input, [one.name]: wrong })));
};

/** Whether a pointer leads to an argument of the field, and below `input` to a field of its type. */
const leadsThere = (field: string, pointer: string): boolean => {
  if (pointer === '') return true;
  const [, first = '', second] = pointer.split('/');
  const argument = MUTATIONS[field]!.args.find(({ name }) => name === first);
  if (argument === undefined) return false;
  const type = getNamedType(argument.type);
  return second === undefined || !isInputObjectType(type) || second in type.getFields();
};

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

it('a refusal about a field of an input names the place where the caller sent it', async () => {
  const astray = new Set<string>();
  const named = new Set<string>();
  let serial = 0;
  for (const { field, document, variables } of WITH_INPUT) {
    const { values = {}, credential } = (await SETUPS[field]?.(api)) ?? {};
    const filled = JSON.parse(
      Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`<${name}>`, value), JSON.stringify(variables)),
    ) as { readonly input: Input };
    for (const input of wrongInputs(field, filled.input)) {
      const asked = { ...filled, input, key: `pointers-${(serial += 1)}` };
      const headers: Record<string, string> = credential === undefined ? {} : { authorization: `Bearer ${credential}` };
      const { body } = await api.post(
        JSON.stringify({ query: document.replaceAll('problems {', 'problems { code pointer'), variables: asked }),
        headers,
      );
      const problems = (body.data?.[field]?.problems ?? []) as readonly { readonly code: string; readonly pointer: string }[];
      for (const { code, pointer } of problems) {
        if (pointer.startsWith('/input/')) named.add(`${field}${pointer}`);
        if (!leadsThere(field, pointer)) astray.add(`${field}: ${code} at ${pointer}`);
      }
    }
  }
  expect([...astray].sort()).toEqual([]);
  // A good part of all fields were refused by name, or nothing would have been tried.
  expect(named.size).toBeGreaterThan(30);
}, 30_000);
