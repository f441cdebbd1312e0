import { buildSchema, getNamedType, getOperationAST, isInputObjectType, isObjectType, parse, type GraphQLInputType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { TYPE_DEFS } from '../../type-defs.ts';
import { costOf, costPlan, PROVING } from './cost-plan.ts';
import { QUESTIONS_ASKED } from './questions-asked.ts';

const schema = buildSchema(TYPE_DEFS);
const cost = (text: string, variables: Record<string, unknown> = {}) => {
  const document = parse(text);
  return costOf(costPlan(schema, document, getOperationAST(document)!), variables);
};
const DECIDE = 'decide(input: $input) { ... on Decision { status policy } }';

describe('what a request costs', () => {
  it.each<[string, string, Record<string, unknown>, number, number]>([
    ['a field at hand', '{ engineVersion }', {}, 1, 1],
    ['a decision', `query ($input: DecideInput!) { ${DECIDE} }`, {}, 2, 3],
    ['as many questions as are given', 'query ($i: [DecideInput!]!) { decideMany(inputs: $i) { __typename } }', { i: [{}, {}, {}] }, 4, 4],
    [
      'questions within a page',
      '{ projects(first: 30) { ... on ProjectConnection { nodes { decide(question: ROUTING) { __typename } } } } }',
      {},
      32,
      91,
    ],
    ['a question about a project', '{ askProject(input: { id: "1", question: ROUTING }) { __typename } }', {}, 2, 2],
    ['a verification', '{ verifyReceipt(id: "1") { __typename } }', {}, 11, 2],
    [
      'more questions than an operation may ask, which are not put',
      'query ($i: [DecideInput!]!) { decideMany(inputs: $i) { ... on DecisionBatch { answers { __typename } } } }',
      { i: Array.from({ length: 251 }, () => ({})) },
      1,
      1,
    ],
    ['whole analyses', '{ analysis(policy: "a/1") { __typename } }', {}, 251, 2],
    [
      'a page of a hundred',
      'query ($n: Int) { policies(first: $n) { ... on PolicyConnection { nodes { id titleZh } } } }',
      { n: 100 },
      7,
      301,
    ],
    ['a page where nothing is said', '{ policies { ... on PolicyConnection { nodes { id } } } }', {}, 3, 101],
    [
      'what a variable is by default',
      'query ($n: Int = 100, $i: [DecideInput!]! = [{}, {}]) { policies(first: $n) { ... on PolicyConnection { nodes { id } } } decideMany(inputs: $i) { __typename } }',
      {},
      7,
      204,
    ],
    ['one value for a list', 'query ($i: [DecideInput!]!) { decideMany(inputs: $i) { __typename } }', { i: {} }, 2, 2],
    ['a page that its list refuses', 'query ($n: Int) { policies(first: $n) { __typename } }', { n: 2147483647 }, 3, 101],
    [
      'pages of files within a page of projects',
      '{ projects(first: 100) { ... on ProjectConnection { nodes { files(first: 10) { ... on ProjectFileConnection { nodes { name } } } } } } }',
      {},
      45,
      2201,
    ],
    [
      'a page from the end, through fragments',
      '{ ...f } fragment f on Query { policies(last: 10) { ...g } } fragment g on PolicyConnection { nodes { id } }',
      {},
      1,
      21,
    ],
  ])('%s', (_, text, variables, points, values) => {
    expect(cost(text, variables)).toMatchObject({ points, values });
  });

  it('multiplies lists within lists', () => {
    const nested = buildSchema(`type Query { a(first: Int): [A!]! } type A { b(first: Int): [B!]! c: Int } type B { d: Int e: Int }`);
    const document = parse('{ a(first: 20) { c b(first: 30) { d e } } }');
    expect(costOf(costPlan(nested, document, getOperationAST(document)!), {}).values).toBe(1 + 20 * (1 + 1 + 30 * 2));
  });

  it('is ten points more for each mutation', () => {
    const changing = buildSchema(`type Query { a: Int } type Mutation { a: Int b: Int }`);
    const document = parse('mutation { a b }');
    expect(costOf(costPlan(changing, document, getOperationAST(document)!), {})).toEqual({ points: 21, values: 2, notable: true });
  });

  it('is fifty for each that a password, a code or a link is shown to: guessing is dear', () => {
    const guesses = [1, 2, 3].map(
      (n) => `a${n}: signIn(input: { district: "d", login: "l", password: "p${n}" }, idempotencyKey: "${n}") { __typename }`,
    );
    expect(cost(`mutation { ${guesses.join(' ')} signOut(idempotencyKey: "k") { __typename } }`).points).toBe(161);
    const isShown = (name: string): boolean => ['password', 'code', 'token'].includes(name);
    const inputFields = (type: GraphQLInputType): readonly string[] => {
      const named = getNamedType(type);
      return isInputObjectType(named) && !['OpenDistrictInput', 'AddUnitInput', 'RecordProjectInput'].includes(named.name)
        ? Object.keys(named.getFields())
        : [];
    };
    const shown = Object.values(schema.getMutationType()!.getFields()).filter(({ args }) =>
      args.some(({ name, type }) => isShown(name) || inputFields(type).some(isShown)),
    );
    expect(shown.map(({ name }) => name).sort()).toEqual([...PROVING].sort());
  });

  it('knows no field that is not there', () => {
    const isThere = (key: string): boolean => {
      const [type = '', name = ''] = key.split('.');
      const found = schema.getType(type);
      return isObjectType(found) && found.getFields()[name] !== undefined;
    };
    expect(Object.keys(QUESTIONS_ASKED).filter((key) => !isThere(key))).toEqual([]);
  });
});
