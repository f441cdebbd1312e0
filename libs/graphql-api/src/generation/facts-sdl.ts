import type { FactDefinition, FieldDefinition } from '@guicheng/policy-model';
import { generateEnum, type GeneratedEnum } from './enum-sdl.ts';
import { fieldType, isCode, isObject } from './field-types.ts';
import { pascalCase } from './names.ts';
import { bilingual, block, member } from './sdl-text.ts';

/** Units as people read them; a unit that is not here is shown as the vocabulary writes it. */
const unitText = (unit: string | undefined): string | undefined =>
  unit === undefined ? undefined : unit === 'CNY' ? '元 yuan' : `unit ${unit}`;

/** What a fact means: its Chinese title, English meaning, unit, and whether `null` may be said. */
const factAbout = (fact: FactDefinition): string =>
  bilingual(fact.titleZh, fact.meaning, unitText(fact.unit), fact.nullable === true ? 'null = 已知没有 known to be none' : undefined);

const objectInput = (name: string, fact: FactDefinition, enums: GeneratedEnum[]): string => {
  const members = Object.entries(fact.fields ?? {}).map(([field, definition]: [string, FieldDefinition]) => {
    const named = `${name.replace(/Input$/, '')}${pascalCase(field)}`;
    if (definition.enum !== undefined)
      enums.push(generateEnum(named, bilingual(definition.titleZh, `Codes of \`${field}\``), definition.enum));
    return member(`${field}: ${fieldType(definition.type, named)}`, bilingual(definition.titleZh ?? field, unitText(definition.unit)));
  });
  return block('input', name, bilingual(fact.titleZh, fact.meaning), members);
};

const FACTS_ABOUT =
  '申报事实：所问项目的事实，均可省略 · What is known of the project. A fact that is left out is UNKNOWN (never false, never zero); `null` says that it is ' +
  'KNOWN TO BE NONE and is allowed only where the fact says so. Facts that a district defines for itself are given in `factsJson`.';

/** `FactsInput`, one field per shared fact, with the enums and object inputs that it needs. */
export const generateFacts = (
  facts: Readonly<Record<string, FactDefinition>>,
): { readonly sdl: string; readonly enums: readonly GeneratedEnum[] } => {
  const enums: GeneratedEnum[] = [];
  const objects: string[] = [];
  const members = Object.entries(facts).map(([name, fact]) => {
    const base = `Fact${pascalCase(name)}`;
    const named = isObject(fact.type) ? `${base}Input` : base;
    if (isCode(fact.type))
      enums.push(generateEnum(base, bilingual(fact.titleZh, `Codes of the fact \`${name}\``, fact.meaning), fact.enum ?? {}));
    if (isObject(fact.type)) objects.push(objectInput(named, fact, enums));
    return member(`${name}: ${fieldType(fact.type, named)}`, factAbout(fact));
  });
  return { enums, sdl: [block('input', 'FactsInput', FACTS_ABOUT, members), ...objects].join('\n') };
};
