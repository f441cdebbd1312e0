import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, parse, type OperationDefinitionNode } from 'graphql';

/** An operation that can be run as it stands: documentation, test and source of the typed client. */
export interface Example {
  /** The root field that it shows. */
  readonly field: string;
  readonly zh: string;
  readonly en: string;
  readonly document: string;
  /** `"<receipt>"` in it stands for the id of a receipt, which only a decision gives. */
  readonly variables: Readonly<Record<string, unknown>>;
}

const rootField = (operation: OperationDefinitionNode, file: string): string => {
  const [selection, ...others] = operation.selectionSet.selections;
  if (selection?.kind !== Kind.FIELD || others.length > 0) throw new Error(`${file}: an example shows one root field`);
  return selection.name.value;
};

const readExample = (directory: string, file: string): Example => {
  const document = readFileSync(join(directory, file), 'utf8');
  const [operation] = parse(document).definitions;
  const [, zh, en] = /^# (.+)\n# (.+)\n/.exec(document) ?? [];
  if (operation?.kind !== Kind.OPERATION_DEFINITION || zh === undefined || en === undefined)
    throw new Error(`${file}: an example is a line of Chinese, a line of English and one operation`);
  const variables = JSON.parse(readFileSync(join(directory, file.replace(/\.graphql$/, '.json')), 'utf8')) as Example['variables'];
  return { field: rootField(operation, file), zh, en, document, variables };
};

/** Every `<name>.graphql` of a folder with the `<name>.json` of its variables, in the order of their names; throws where one is no example. */
export const readExamples = (directory: string): readonly Example[] =>
  readdirSync(directory)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => readExample(directory, file));
