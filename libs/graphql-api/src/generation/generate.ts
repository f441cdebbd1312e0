import type { Vocabulary } from '@guicheng/policy-model';
import { generateCodeEnums } from './codes-sdl.ts';
import type { GeneratedEnum } from './enum-sdl.ts';
import { generateFacts } from './facts-sdl.ts';
import { generateOutcomes } from './outcomes-sdl.ts';

const HEADER =
  '# Generated from policies/vocabulary by `npm run generate -w @guicheng/graphql-api`; edit the vocabulary, not this file.\n\n';

/** Every enum once; throws when two parts of the schema claim one name. */
const enumTable = (enums: readonly GeneratedEnum[]): Record<string, GeneratedEnum['codes']> => {
  const table: Record<string, GeneratedEnum['codes']> = {};
  for (const { name, codes } of enums) {
    if (table[name] !== undefined) throw new Error(`two enums named ${name}`);
    table[name] = codes;
  }
  return table;
};

/** File name -> content of everything in `src/vocabulary/` that is generated. Same vocabulary, same bytes. */
export const generateFiles = (vocabulary: Vocabulary): Readonly<Record<string, string>> => {
  const factPart = generateFacts(vocabulary.facts);
  const outcomePart = generateOutcomes(vocabulary);
  const codeEnums = generateCodeEnums(vocabulary.codes);
  const sdl = (parts: readonly string[]): string => HEADER + parts.join('\n');
  const enums = enumTable([...codeEnums, ...factPart.enums, ...outcomePart.enums]);
  return {
    'codes.generated.graphql': sdl(codeEnums.map((each) => each.sdl)),
    'facts.generated.graphql': sdl([factPart.sdl, ...factPart.enums.map((each) => each.sdl)]),
    'outcomes.generated.graphql': sdl([outcomePart.sdl, ...outcomePart.enums.map((each) => each.sdl)]),
    'vocabulary.generated.json': `${JSON.stringify({ enums, outcomes: outcomePart.types }, null, 1)}\n`,
  };
};
