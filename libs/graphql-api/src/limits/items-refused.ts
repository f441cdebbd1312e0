import { at, type Problem } from '@guicheng/policy-model';
import { Kind, visit, GraphQLError, type FieldNode, type OperationDefinitionNode } from 'graphql';
import { nameTwice } from '../errors/name-twice.ts';

/** A path into the request's body. */
export type BodyPath = readonly (string | number)[];

const itemsArgument = (field: FieldNode): string | undefined => {
  if (field.name.value !== 'decideMany') return undefined;
  const value = field.arguments?.find(({ name }) => name.value === 'inputs')?.value;
  return value?.kind === Kind.VARIABLE ? value.name.value : undefined;
};

/** Variables that stand for the questions of `decideMany` and for nothing else. */
const itemVariables = (operation: OperationDefinitionNode): ReadonlySet<string> => {
  const as = new Set<string>();
  let uses: string[] = [];
  visit(operation.selectionSet, {
    Field: (field) => {
      const name = itemsArgument(field);
      if (name !== undefined) as.add(name);
    },
    Variable: ({ name }) => {
      uses = [...uses, name.value];
    },
  });
  return new Set([...as].filter((name) => uses.filter((use) => use === name).length === 1));
};

/** The first name given twice that no single question of a batch can be refused for; undefined: there is none. */
export const unrefusable = (operation: OperationDefinitionNode, keysTwice: readonly BodyPath[]): GraphQLError | undefined => {
  if (keysTwice.length === 0) return undefined;
  const variables = itemVariables(operation);
  const path = keysTwice.find(([, variable]) => !variables.has(String(variable)));
  if (path === undefined) return undefined;
  const { code, zh, en } = nameTwice(at('', ...path));
  return new GraphQLError(`${zh} · ${en}`, { extensions: { code, messageZh: zh, messageEn: en, http: { status: 400 } } });
};

/** What is wrong with one question of a batch as it was written, its pointers within the question; empty: nothing. */
export const itemProblems = (field: FieldNode | undefined, index: number, keysTwice: readonly BodyPath[]): readonly Problem[] => {
  if (keysTwice.length === 0 || field === undefined) return [];
  const variable = itemsArgument(field);
  return keysTwice
    .filter(([, name, place]) => name === variable && place === index)
    .map(([, , , ...within]) => nameTwice(at('', ...within)));
};
