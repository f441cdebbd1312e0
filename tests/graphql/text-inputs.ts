import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isRequiredInputField,
  isScalarType,
  Kind,
  parse,
  valueFromASTUntyped,
  type GraphQLField,
  type GraphQLInputType,
} from 'graphql';
import { workspaceRoot } from '../server/workspace-root.ts';
import type { Example } from './example-setups.ts';

const SCHEMA = buildSchema(readFileSync(join(workspaceRoot(), 'libs/graphql-api/schema.graphql'), 'utf8'));
const ROOTS = { query: SCHEMA.getQueryType()!.getFields(), mutation: SCHEMA.getMutationType()!.getFields() };

/** Scalars that are not sent as text. */
const NO_TEXT: readonly string[] = ['Int', 'Float', 'Boolean'];
/** An input type of more fields than this has one of each scalar tried: those of one scalar are read alike. */
const MANY = 60;

type Values = Readonly<Record<string, unknown>>;

/** A place in the arguments of an operation at which a text is sent. */
export interface TextInput {
  /** `addPerson/input/nameZh` */
  readonly place: string;
  readonly scalar: string;
  /** The operation's variables with this text there. */
  readonly variables: (text: string) => Values;
}

/** An operation whose arguments are variables: its field is asked under several aliases, each with variables of its own. */
export interface TextInputs {
  readonly inputs: readonly TextInput[];
  /** The request that asks once for each of these arguments, under `a0`, `a1`, … */
  readonly request: (all: readonly Values[]) => { readonly query: string; readonly variables: Values };
}

const isTextual = (type: GraphQLInputType): boolean => isScalarType(getNamedType(type)) && !NO_TEXT.includes(getNamedType(type).name);

/** Something that the type takes; of an input object, its required fields. */
const sample = (type: GraphQLInputType): unknown => {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [];
  if (isEnumType(nullable)) return nullable.getValues()[0]!.name;
  if (isInputObjectType(nullable))
    return Object.fromEntries(
      Object.values(nullable.getFields())
        .filter(isRequiredInputField)
        .map((field) => [field.name, sample(field.type)]),
    );
  return { Int: 1, Boolean: true, Date: '2026-01-05', DateTime: '2026-01-05T00:00:00.000Z' }[getNamedType(type).name] ?? 'x';
};

/** Each place below a value of the type at which a text is sent, and the value with a text there. */
const within = (type: GraphQLInputType, present: unknown, place: string): TextInputWithin[] => {
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const [first] = (Array.isArray(present) ? present : []) as readonly unknown[];
    const inside = within(nullable.ofType as GraphQLInputType, first, place);
    return inside.map((one) => ({ ...one, value: (text) => [one.value(text)] }));
  }
  if (!isInputObjectType(nullable)) return isTextual(type) ? [{ place, scalar: getNamedType(type).name, value: (text) => text }] : [];
  const base = (present ?? sample(type)) as Values;
  const fields = Object.values(nullable.getFields());
  const tried = fields.filter(
    (field, index) => fields.length <= MANY || fields.findIndex((other) => String(other.type) === String(field.type)) === index,
  );
  return tried.flatMap((field) =>
    within(field.type, base[field.name], `${place}/${field.name}`).map((one) => ({
      ...one,
      value: (text) => ({ ...base, [field.name]: one.value(text) }),
    })),
  );
};
interface TextInputWithin extends Omit<TextInput, 'variables'> {
  readonly value: (text: string) => unknown;
}

/** What the example gives for each argument of its root field. */
const given = (document: string, variables: Values): Values => {
  const [operation] = parse(document).definitions;
  const root = operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet.selections[0] : undefined;
  if (root?.kind !== Kind.FIELD) throw new Error(`no root field: ${document}`);
  return Object.fromEntries((root.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value, variables)]));
};

const requestOf = (kind: string, { name, args }: GraphQLField<unknown, unknown>, all: readonly Values[]) => {
  const aliased = all.flatMap((values, index) => args.filter((one) => one.name in values).map((one) => ({ one, index, values })));
  const declared = aliased.map(({ one, index }) => `$${one.name}${index}: ${String(one.type)}`).join(', ');
  const asked = all.map((values, index) => {
    const passed = args.filter((one) => one.name in values).map((one) => `${one.name}: $${one.name}${index}`);
    return `a${index}: ${name}(${passed.join(', ')}) { __typename ... on RequestRefused { problems { code pointer } } }`;
  });
  return {
    query: `${kind} (${declared}) { ${asked.join(' ')} }`,
    variables: Object.fromEntries(aliased.map(({ one, index, values }) => [`${one.name}${index}`, values[one.name]])),
  };
};

/** Every text of an example's operation, also those that the example leaves out; the others are as the example has them. */
export const textInputsOf = ({ field, document, variables }: Example, fill: (text: string) => string): TextInputs => {
  const kind = field in ROOTS.mutation ? 'mutation' : 'query';
  const root = ROOTS[kind][field];
  if (root === undefined) throw new Error(`${field} is no operation`);
  const filled = given(document, JSON.parse(fill(JSON.stringify(variables))) as Values);
  const base = Object.fromEntries(root.args.filter(({ name }) => filled[name] !== undefined).map(({ name }) => [name, filled[name]]));
  const inputs = root.args.flatMap(({ name, type }) =>
    within(type, filled[name], `${field}/${name}`).map(({ value, ...one }) => ({
      ...one,
      variables: (text: string) => ({ ...base, [name]: value(text) }),
    })),
  );
  return { inputs, request: (all) => requestOf(kind, root, all) };
};
