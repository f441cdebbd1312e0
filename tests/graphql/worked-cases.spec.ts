import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DecisionRequest, JsonValue } from '@guicheng/policy-model';
import { readPolicies } from '@guicheng/policy-model/folder';
import { startTestApi, type Data, type TestApi } from './test-api.ts';

const ROOT = fileURLToPath(new URL('../../policies', import.meta.url));
const MANY =
  'query ($inputs: [DecideInput!]!) { decideMany(inputs: $inputs) { ... on DecisionBatch { items { id result { __typename ... on Decision { status policy outcomeJson outcomeOnlyInJson missingFacts blockers { code strength } warnings { code } because { rule clauses } contested { clause reading alternative alternativeOutcome { __typename } } } ... on RequestRefused { problems { code pointer } } } } } } }';
const TYPES =
  '{ __type(name: "FactsInput") { inputFields { name type { ...T } } } __schema { types { name kind inputFields { name type { ...T } } enumValues { name } } } } fragment T on __Type { kind name ofType { kind name ofType { kind name } } }';

interface TypeRef {
  readonly kind: string;
  readonly name: string | null;
  readonly ofType?: TypeRef | null;
}

/** A type as introspection shows it. */
interface TypeShape {
  readonly name: string;
  readonly inputFields: readonly { readonly name: string; readonly type: TypeRef }[] | null;
  readonly enumValues: readonly { readonly name: string }[] | null;
}

const named = (type: TypeRef): TypeRef => (type.ofType ? named(type.ofType) : type);
const enumName = (code: string): string => code.toUpperCase().replace(/[^A-Z0-9]+/g, '_');

describe('the packs’ worked cases over GraphQL', () => {
  let api: TestApi;
  let requests: readonly DecisionRequest[];
  let fieldsOf: ReadonlyMap<string, ReadonlyMap<string, TypeRef>>;
  let codesOf: ReadonlyMap<string, ReadonlySet<string>>;

  /** A fact as an integrator with a typed client writes it. */
  const typed = (type: TypeRef, value: JsonValue): JsonValue => {
    if (Array.isArray(value)) return value.map((element: JsonValue) => typed(type, element));
    if (type.kind === 'ENUM' && typeof value === 'string') return enumName(value);
    if (type.kind !== 'INPUT_OBJECT' || typeof value !== 'object' || value === null) return value;
    return typedFields(type.name ?? '', value as Readonly<Record<string, JsonValue>>);
  };
  const typedFields = (owner: string, fields: Readonly<Record<string, JsonValue>>): Record<string, JsonValue> =>
    Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, typed(fieldsOf.get(owner)!.get(name)!, value)]));

  /** A fact or a code of a district's own has no typed form; everything else is given typed. */
  const isShared = (name: string, value: JsonValue): boolean => {
    const type = fieldsOf.get('FactsInput')!.get(name);
    if (type === undefined) return false;
    const values = Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
    return type.kind !== 'ENUM' || values.every((one) => typeof one !== 'string' || codesOf.get(type.name!)!.has(enumName(one)));
  };
  const inBothForms = (facts: DecisionRequest['facts']): Record<string, unknown> => {
    const entries = Object.entries(facts);
    return {
      facts: typedFields('FactsInput', Object.fromEntries(entries.filter(([name, value]) => isShared(name, value)))),
      factsJson: Object.fromEntries(entries.filter(([name, value]) => !isShared(name, value))),
    };
  };

  const answers = async (inputs: readonly object[]): Promise<readonly Data[]> => {
    const items: Data[] = [];
    for (let start = 0; start < inputs.length; start += 250) {
      const { body } = await api.ask(MANY, { inputs: inputs.slice(start, start + 250) });
      expect(body.errors).toBeUndefined();
      items.push(...(body.data!['decideMany'].items as Data[]));
    }
    return items;
  };
  const inputOf = ({ mode, question, facts: _, ...rest }: DecisionRequest): Record<string, unknown> => ({
    ...rest,
    question: enumName(question),
    ...(mode === undefined ? {} : { mode: enumName(mode) }),
  });

  beforeAll(async () => {
    api = await startTestApi();
    const packs = await readPolicies(ROOT);
    if (!packs.ok) throw new Error('the packs of the repository cannot be read');
    requests = packs.value.flatMap(({ cases }) => cases.map(({ request }) => request));
    const { types } = (await (await api.signedIn('yangpu')).ask(TYPES)).body.data!['__schema'] as { types: TypeShape[] };
    codesOf = new Map(types.map(({ name, enumValues }) => [name, new Set((enumValues ?? []).map((value) => value.name))]));
    fieldsOf = new Map(
      types.map(({ name, inputFields }) => [name, new Map((inputFields ?? []).map((field) => [field.name, named(field.type)]))]),
    );
  });
  afterAll(() => api.close());

  it('are answered alike whether the facts are typed or JSON, and every outcome has its typed form', async () => {
    expect(requests.length).toBeGreaterThan(50);
    const fromJson = await answers(requests.map((request) => ({ ...inputOf(request), factsJson: request.facts })));
    const fromTyped = await answers(requests.map((request) => ({ ...inputOf(request), ...inBothForms(request.facts) })));
    expect(fromTyped).toEqual(fromJson);
    const untyped = fromTyped.filter(({ result }) => result.__typename === 'Decision' && result.outcomeOnlyInJson.length > 0);
    expect(untyped.map(({ id, result }) => [id, result.outcomeOnlyInJson])).toEqual([]);
    expect(fromTyped.filter(({ result }) => result.__typename !== 'Decision').map(({ id, result }) => [id, result.problems])).toEqual([]);
  });
});
