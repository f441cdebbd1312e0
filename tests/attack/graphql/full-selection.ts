import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, getNamedType, isAbstractType, isCompositeType, isObjectType, isRequiredArgument, Kind, parse, print } from 'graphql';
import type { GraphQLNamedType, GraphQLObjectType, GraphQLSchema } from 'graphql';
import type { Example } from '../../graphql/example-setups.ts';
import { workspaceRoot } from '../../server/workspace-root.ts';

/** Levels of fields within a root field: a connection, its nodes, their parts and what these lead to. */
const DEPTH = 5;
/** Within the limits on documents, for which an attack must not be refused. */
const MOST_FIELDS = 400;

let schema: GraphQLSchema | undefined;
const wholeSchema = (): GraphQLSchema =>
  (schema ??= buildSchema(readFileSync(join(workspaceRoot(), 'libs/graphql-api/schema.graphql'), 'utf8')));

const NONE: ReadonlySet<string> = new Set();

/** Fields of one name whose types differ among the members of a union: each needs an alias of its own. */
const namesOfSeveralTypes = (members: readonly GraphQLObjectType[]): ReadonlySet<string> => {
  const types = new Map<string, Set<string>>();
  for (const member of members)
    for (const { name, type } of Object.values(member.getFields())) types.set(name, (types.get(name) ?? new Set()).add(String(type)));
  return new Set([...types].filter(([, found]) => found.size > 1).map(([name]) => name));
};

/** Entries of a page within a page: what an answer may hold is limited. */
const PAGE = '(first: 5)';

/** Every field below a type, as a selection; fields that need an argument are left out, and a type within itself is entered once. */
const everyField = (type: GraphQLNamedType): string => {
  let left = MOST_FIELDS;
  const select = (within: GraphQLNamedType, depth: number, entered: ReadonlySet<string>, apart: ReadonlySet<string>): string => {
    if (!isCompositeType(within)) return '';
    if (isAbstractType(within)) {
      const members = wholeSchema().getPossibleTypes(within);
      const unlike = namesOfSeveralTypes(members);
      return `{ __typename ${members.map((member) => `... on ${member.name} ${select(member, depth, entered, unlike)}`).join(' ')} }`;
    }
    if (!isObjectType(within)) return '';
    const inside = new Set(entered).add(within.name);
    const parts = ['__typename'];
    for (const { name, args, type: fieldType } of Object.values(within.getFields())) {
      const named = getNamedType(fieldType);
      if (args.some(isRequiredArgument) || left <= 0) continue;
      if (isCompositeType(named) && (depth <= 1 || inside.has(named.name))) continue;
      left -= 1;
      const page = args.some((one) => one.name === 'first') ? PAGE : '';
      parts.push(`${apart.has(name) ? `${within.name}_${name}: ` : ''}${name}${page} ${select(named, depth - 1, inside, NONE)}`);
    }
    return `{ ${parts.join(' ')} }`;
  };
  return select(type, DEPTH, new Set(), NONE);
};

/** The example's operation with every field selected that its answer can have. */
export const withEveryField = (example: Example): Example => {
  const field = wholeSchema().getQueryType()?.getFields()[example.field];
  if (field === undefined) throw new Error(`Query.${example.field} is no field`);
  const [selected] = parse(everyField(getNamedType(field.type))).definitions;
  if (selected?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no selection');
  const [operation] = parse(example.document).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  const [root] = operation.selectionSet.selections;
  if (root?.kind !== Kind.FIELD) throw new Error('no root field');
  const selections = [{ ...root, selectionSet: selected.selectionSet }];
  return { ...example, document: print({ ...operation, selectionSet: { ...operation.selectionSet, selections } }) };
};
