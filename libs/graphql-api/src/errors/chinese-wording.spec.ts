import type { GraphQLError } from 'graphql';
import { buildSchema, coerceInputValue, parse, specifiedRules, validate } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import { describe, expect, it } from 'vitest';
import { chineseFirst } from './chinese-first.ts';
import { chineseWording, WORDINGS } from './chinese-wording.ts';

const schema = buildSchema(`
  directive @once on FIELD
  enum Kind { NEW OLD }
  input Filter { kind: Kind!, text: String, count: Int }
  type Item { id: ID!, name(short: Boolean): String }
  type Other { id: ID! }
  union Any = Item | Other
  type Query { item(id: ID!): Item, items(filter: Filter): [Item!], any: Any, version: String }
  type Subscription { one: Int, two: Int }
`);
const messagesOf = (document: string): readonly string[] => validate(schema, parse(document)).map(({ message }) => message);

describe('what graphql-js says of a document', () => {
  it.each([
    ['{ itme { id } }', '类型“Query”没有字段“itme”。是否想用“item”、“items”？'],
    ['{ any { name } }', '类型“Any”没有字段“name”。可用 ... on 写片段，就“Item”取用'],
    ['{ item(id: 1) }', '字段“item”的类型是“Item”，须写出要取的下级字段，如 item { … }。'],
    ['{ version { a } }', '字段“version”的类型“String”没有下级字段，不能写 { … }。'],
    ['{ item { id } }', '字段“item”缺少必填参数“id”（类型“ID!”）。'],
    ['{ item(id: 1, idd: 2) { id } }', '“Query.item”没有参数“idd”。是否想用“id”？'],
    ['query ($a: Nothing) { version }', '没有类型“Nothing”。'],
    ['{ items(filter: {kind: NEWER}) { id } }', '枚举“Kind”没有值“NEWER”。是否想用“NEW”？'],
    ['{ items(filter: {kind: "NEW"}) { id } }', '枚举“Kind”的值须写成不带引号的名称，而不是 "NEW"。'],
    ['{ items(filter: {}) { id } }', '“Filter.kind”（类型“Kind!”）是必填的，没有给出。'],
    ['{ items(filter: {kind: NEW, txt: "a"}) { id } }', '类型“Filter”没有字段“txt”。是否想用“text”？'],
    ['{ items(filter: {kind: NEW, count: "1"}) { id } }', '此处应为“Int”（32 位整数），不能是 "1"。'],
    ['{ items(filter: {kind: NEW, text: 1}) { id } }', '此处应为“String”（文本），不能是 1。'],
    ['{ item(id: null) { id } }', '此处应为“ID!”，给出的是 null。'],
    ['{ item(id: $a) { id } }', '变量“$a”没有声明。'],
    ['query A { item(id: $a) { id } }', '操作“A”没有声明变量“$a”。'],
    ['query ($a: ID) { version }', '变量“$a”没有用到。'],
    ['query ($a: String) { item(id: $a) { id } }', '变量“$a”的类型是“String”，此处应为“ID!”。'],
    ['{ ...Missing }', '没有片段“Missing”。'],
    ['{ version } fragment F on Item { id }', '片段“F”没有用到。'],
    ['{ item(id: 1) { ... on Other { id } } }', '此处是“Item”，不会是“Other”，不能用这个片段。'],
    ['{ version { ... on String { a } } }', '片段不能就“String”而写：它没有下级字段。'],
    ['{ a: version a: any { __typename } }', '同名的“a”取的是不同的内容：请用不同的别名。'],
    ['query A { version } query A { version }', '只能有一个名为“A”的操作。'],
    ['{ version } { version }', '文档中有多个操作时，每个都须有名称。'],
    ['{ version @twice }', '没有指令“@twice”。'],
    ['query @once { version }', '指令“@once”不能用在此处（QUERY）。'],
    ['{ item(id: 1, id: 2) { id } }', '参数“id”只能给一次。'],
    ['subscription { one two }', '一个订阅只能有一个顶层字段。'],
    ['{ item(id: 1) { ...F } } fragment F on Item { ...F }', '片段“F”不能包含它自己。'],
    ['query ($a: Item) { version }', '变量“$a”的类型“Item”不能用作输入。'],
  ])('%s', (document, expected) => {
    const worded = messagesOf(document).map((message) => chineseWording(message));
    expect(worded.join('\n')).toContain(expected);
    expect(worded).not.toContain(undefined);
  });

  it('has Chinese words for every rule', () => {
    const worded = new Set(WORDINGS.map(({ rule }) => rule));
    expect(specifiedRules.map(({ name }) => name).filter((name) => !worded.has(name))).toEqual([]);
  });
});

describe('what graphql-js says of variables and of text', () => {
  const ofVariables = (document: string, values: Record<string, unknown>): string => {
    const [operation] = parse(document).definitions;
    if (operation?.kind !== 'OperationDefinition') throw new Error('no operation');
    const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], values);
    return errors?.[0]?.message ?? '';
  };

  it.each([
    ['query ($f: Filter!) { items(filter: $f) { id } }', {}, '变量“$f”（类型“Filter!”）是必填的，没有给出。'],
    ['query ($f: Filter!) { items(filter: $f) { id } }', { f: null }, '变量“$f”（类型“Filter!”）不能是 null。'],
    ['query ($f: Filter!) { items(filter: $f) { id } }', { f: { kind: 'X' } }, '变量“$f”的值 "X" 不能用于“f.kind”：枚举“Kind”没有值“X”。'],
    ['query ($a: ID!) { item(id: $a) { id } }', { a: [] }, '变量“$a”的值 [] 不能用：此处应为“ID”（文本或整数），不能是 []。'],
  ])('%s with %j', (document, values, expected) => {
    expect(chineseWording(ofVariables(document, values))).toContain(expected);
  });

  it.each([
    ['{', '应为名称，此处是文本的结尾。'],
    ['{ a(b: "x) }', '文本没有以引号结束。'],
    ['{ a ! }', '应为名称，此处是“!”。'],
    ['}', '此处不应有“}”。'],
  ])('%s', (text, expected) => {
    try {
      parse(text);
      expect.unreachable();
    } catch (error) {
      expect(chineseWording((error as GraphQLError).message)).toBe(expected);
    }
  });

  it('a value within a list of problems too', () => {
    const messages: string[] = [];
    coerceInputValue({ kind: 'NEW', count: 'x' }, schema.getType('Filter') as never, (_, __, error) => messages.push(error.message));
    expect(messages.map(chineseWording)).toEqual(['此处应为“Int”（32 位整数），不能是 "x"。']);
  });
});

it('the sentence for people is Chinese first, in detail, and the English original stays second', () => {
  const [error] = validate(schema, parse('{ itme { id } }'));
  const shown = chineseFirst({ ...error!.toJSON(), extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });
  expect(shown.message).toBe(
    '查询语句与接口不符：类型“Query”没有字段“itme”。是否想用“item”、“items”？ · Cannot query field "itme" on type "Query". Did you mean "item" or "items"?',
  );
});

it('a message that nobody knows keeps its general sentence; a hostile one costs nothing', () => {
  expect(chineseWording('Something new.')).toBeUndefined();
  expect(chineseFirst({ message: 'Something new.', extensions: { code: 'BAD_USER_INPUT' } }).message).toBe(
    '变量与接口类型不符 · Something new.',
  );
  const hostile = `Cannot query field "${'" on type "'.repeat(20_000)}`;
  expect(chineseWording(hostile)).toBeUndefined();
});
