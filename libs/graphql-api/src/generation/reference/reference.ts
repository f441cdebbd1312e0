import { buildSchema, isSpecifiedScalarType, type GraphQLField, type GraphQLObjectType } from 'graphql';
import type { Example } from './examples.ts';
import { REFERENCE_HEAD } from './reference-head.ts';
import { argumentRow, onOneLine, table, typeLink, typePage } from './type-page.ts';

const examplePart = ({ zh, en, document, variables }: Example): string => {
  const body = document.split('\n').slice(2).join('\n').trim();
  const values =
    Object.keys(variables).length === 0 ? [] : [`变量 · Variables`, `\`\`\`json\n${JSON.stringify(variables, null, 2)}\n\`\`\``];
  return [`示例 · Example: ${zh} · ${en}`, `\`\`\`graphql\n${body}\n\`\`\``, ...values].join('\n\n');
};

const operationPart = (kind: string, field: GraphQLField<unknown, unknown>, examples: readonly Example[]): string => {
  const shown = examples.filter((example) => example.field === field.name);
  if (shown.length === 0) throw new Error(`${field.name}: no example of it in examples/`);
  return [
    `### ${kind} ${field.name}`,
    onOneLine(field.description),
    `结果 · Result: ${typeLink(field.type)}`,
    table('参数 Argument', field.args.map(argumentRow)).trim(),
    ...shown.map(examplePart),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
};

/** Root fields in the order of their names, those of one kind of operation. */
const operationParts = (kind: string, root: GraphQLObjectType | null | undefined, examples: readonly Example[]): readonly string[] =>
  Object.values(root?.getFields() ?? {})
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((field) => operationPart(kind, field, examples));

/** The reference of the whole interface in Markdown: every operation with its example, then every type. Throws when an operation has no example. */
export const reference = (typeDefs: string, examples: readonly Example[]): string => {
  const schema = buildSchema(typeDefs);
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const types = Object.values(schema.getTypeMap())
    .filter((type) => !type.name.startsWith('__') && !roots.some((root) => root === type))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return `${[
    REFERENCE_HEAD,
    '## 操作 · Operations',
    ...operationParts('query', roots[0], examples),
    ...operationParts('mutation', roots[1], examples),
    ...operationParts('subscription', roots[2], examples),
    '## 类型 · Types',
    ...types.map((type) => (isSpecifiedScalarType(type) ? `### ${type.name}\n\nGraphQL` : typePage(type).trim())),
  ].join('\n\n')}\n`;
};
