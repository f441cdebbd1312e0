import type { CodeLabels } from '@guicheng/policy-model';
import { enumNames } from './names.ts';
import { bilingual, block, member } from './sdl-text.ts';

/** An enum type of the schema: its SDL and the codes behind its values. */
export interface GeneratedEnum {
  readonly name: string;
  readonly sdl: string;
  /** GraphQL value -> vocabulary code. */
  readonly codes: Readonly<Record<string, string>>;
}

/** The enum of a code list; every value is described by its Chinese label, the code itself and, where given, its English meaning. */
export const generateEnum = (name: string, about: string, labels: CodeLabels, meanings: CodeLabels = {}): GeneratedEnum => {
  const codes = enumNames(name, Object.keys(labels));
  const members = Object.entries(codes).map(([value, code]) => member(value, bilingual(labels[code], `code \`${code}\``, meanings[code])));
  return { name, codes, sdl: block('enum', name, about, members) };
};
