import {
  astFromValue,
  print,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isUnionType,
  getNamedType,
} from 'graphql';
import type { GraphQLArgument, GraphQLField, GraphQLInputField, GraphQLNamedType, GraphQLType } from 'graphql';

/** What a description says, on one line of a Markdown table. */
export const onOneLine = (text: string | null | undefined): string =>
  (text ?? '')
    .trim()
    .replace(/\s*\n\s*/g, ' ')
    .replaceAll('|', '\\|');

const anchor = (name: string): string => name.toLowerCase();

/** A type as it is written in SDL, linked to where it is described. */
export const typeLink = (type: GraphQLType): string => {
  const { name } = getNamedType(type);
  return String(type)
    .replace(name, `[${name}](#${anchor(name)})`)
    .replace(/^\[\[/, '\\[[');
};

const deprecated = (reason: string | null | undefined): string =>
  typeof reason === 'string' ? ` **已弃用 deprecated**: ${onOneLine(reason)}` : '';

/** Lines of a table of three columns. */
export const table = (head: string, rows: readonly (readonly [string, string, string])[]): string =>
  rows.length === 0
    ? ''
    : [`| ${head} | 类型 Type | 含义 Meaning |`, '|---|---|---|', ...rows.map((cells) => `| ${cells.join(' | ')} |`), ''].join('\n');

const written = ({ defaultValue, type }: GraphQLArgument | GraphQLInputField): string => {
  const value = astFromValue(defaultValue, type);
  return value ? print(value) : '';
};

/** One argument, with its default. */
export const argumentRow = (argument: GraphQLArgument | GraphQLInputField): [string, string, string] => [
  `\`${argument.name}\``,
  `${typeLink(argument.type)}${argument.defaultValue === undefined ? '' : ` = \`${written(argument)}\``}`,
  onOneLine(argument.description) + deprecated(argument.deprecationReason),
];

const fieldRow = (field: GraphQLField<unknown, unknown>): [string, string, string] => [
  `\`${field.name}${field.args.length === 0 ? '' : `(${field.args.map((each) => `${each.name}: ${String(each.type)}`).join(', ')})`}\``,
  typeLink(field.type),
  onOneLine(field.description) + deprecated(field.deprecationReason),
];

const KINDS = [
  [isInputObjectType, '输入 Input'],
  [isEnumType, '枚举 Enum'],
  [isUnionType, '联合 Union'],
  [isScalarType, '标量 Scalar'],
  [isInterfaceType, '接口 Interface'],
  [isObjectType, '对象 Object'],
] as const;

const members = (type: GraphQLNamedType): string => {
  if (isObjectType(type) || isInterfaceType(type)) return table('字段 Field', Object.values(type.getFields()).map(fieldRow));
  if (isInputObjectType(type)) return table('字段 Field', Object.values(type.getFields()).map(argumentRow));
  if (isUnionType(type)) return `${type.getTypes().map(typeLink).join(' \\| ')}\n`;
  if (!isEnumType(type)) return '';
  const rows = type
    .getValues()
    .map((value) => `| \`${value.name}\` | ${onOneLine(value.description)}${deprecated(value.deprecationReason)} |`);
  return ['| 值 Value | 含义 Meaning |', '|---|---|', ...rows, ''].join('\n');
};

/** The part of the reference that describes one type. */
export const typePage = (type: GraphQLNamedType): string =>
  [`### ${type.name}`, `*${KINDS.find(([is]) => is(type))?.[1] ?? ''}* · ${onOneLine(type.description)}`, members(type)].join('\n\n');
