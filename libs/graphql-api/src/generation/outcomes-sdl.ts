import { QUESTIONS } from '@guicheng/policy-model';
import type { OutcomeFieldDefinition, Question, ValueType, Vocabulary } from '@guicheng/policy-model';
import { generateEnum, type GeneratedEnum } from './enum-sdl.ts';
import { fieldType, isCode, isObject } from './field-types.ts';
import { pascalCase } from './names.ts';
import { QUESTION_TITLES } from './question-titles.ts';
import { bilingual, block, description, member } from './sdl-text.ts';

/** How a typed outcome field is filled: its vocabulary type and, for codes, the enum that its codes must belong to. */
export interface OutcomeFieldShape {
  readonly type: ValueType;
  readonly enum?: string;
}

/** What the outcome part of the schema consists of. */
export interface GeneratedOutcomes {
  readonly sdl: string;
  readonly enums: readonly GeneratedEnum[];
  /** Question -> its object type and fields. */
  readonly types: Readonly<Record<string, { readonly typeName: string; readonly fields: Readonly<Record<string, OutcomeFieldShape>> }>>;
}

/** Object type of a question's outcome: `routing` -> `RoutingOutcome`. */
export const outcomeTypeName = (question: Question): string => `${pascalCase(question)}Outcome`;

const enumNameOf = (field: string): string => `Outcome${pascalCase(field)}`;

/**
 * One type per field name across all questions: fragments on several outcome types in one query then never conflict.
 * Throws when the vocabulary gives one name two types, or one code of a field two labels.
 */
const fieldNames = (outcomes: Vocabulary['outcomes']): Map<string, { type: ValueType; labels: Record<string, string> }> => {
  const byName = new Map<string, { type: ValueType; labels: Record<string, string> }>();
  for (const [question, fields] of Object.entries(outcomes)) {
    for (const [name, field] of Object.entries(fields)) {
      if (isObject(field.type)) throw new Error(`outcome ${question}.${name}: objects have no typed form`);
      const seen = byName.get(name) ?? { type: field.type, labels: {} };
      if (seen.type !== field.type) throw new Error(`outcome field ${name} is ${seen.type} and, in ${question}, ${field.type}`);
      for (const [code, label] of Object.entries(field.enum ?? {})) {
        if ((seen.labels[code] ?? label) !== label) throw new Error(`outcome field ${name}: code ${code} has two labels`);
        seen.labels[code] = label;
      }
      byName.set(name, seen);
    }
  }
  return byName;
};

const shapeOf = (name: string, field: OutcomeFieldDefinition): OutcomeFieldShape =>
  isCode(field.type) ? { type: field.type, enum: enumNameOf(name) } : { type: field.type };

const outcomeSdl = (question: Question, fields: Readonly<Record<string, OutcomeFieldDefinition>>): string => {
  const title = QUESTION_TITLES[question];
  const members = Object.entries(fields).map(([name, field]) =>
    member(
      `${name}: ${fieldType(field.type, enumNameOf(name))}`,
      bilingual(
        field.titleZh,
        field.meaning,
        field.unit === undefined ? undefined : field.unit === 'CNY' ? '元 yuan' : `unit ${field.unit}`,
      ),
    ),
  );
  return block(
    'type',
    outcomeTypeName(question),
    bilingual(title.zh, `${title.en}. A field is null where the answer does not state it`),
    members,
  );
};

/** Every answer may have to say why it is none (no policy in force, calendar not known): `detail` stands in every outcome, with every detail code. */
const withDetails = ({ outcomes, codes }: Pick<Vocabulary, 'outcomes' | 'codes'>): Vocabulary['outcomes'] => {
  const labels = Object.fromEntries(Object.entries(codes.details).map(([code, { zh }]) => [code, zh]));
  const detail: OutcomeFieldDefinition = {
    type: 'code',
    titleZh: '说明',
    meaning: 'Why no rule answers, or where the matter goes',
    enum: labels,
  };
  return Object.fromEntries(
    Object.entries(outcomes).map(([question, fields]) => [
      question,
      { ...fields, detail: { ...detail, enum: { ...labels, ...fields['detail']?.enum } } },
    ]),
  );
};

/** The outcome object types, their enums and the `DecisionOutcome` union. */
export const generateOutcomes = (vocabulary: Pick<Vocabulary, 'outcomes' | 'codes'>): GeneratedOutcomes => {
  const outcomes = withDetails(vocabulary);
  const enums = [...fieldNames(outcomes)]
    .filter(([, { type }]) => isCode(type))
    .map(([name, { labels }]) =>
      generateEnum(enumNameOf(name), `Codes of the outcome field \`${name}\`, of every question that has it`, labels),
    );
  const questions = QUESTIONS.filter((question) => outcomes[question] !== undefined);
  const types = Object.fromEntries(
    questions.map((question) => [
      question,
      {
        typeName: outcomeTypeName(question),
        fields: Object.fromEntries(Object.entries(outcomes[question] ?? {}).map(([name, field]) => [name, shapeOf(name, field)])),
      },
    ]),
  );
  const union = `${description('结论 · The outcome, typed by the question that was asked')}union DecisionOutcome =\n  | ${questions.map(outcomeTypeName).join('\n  | ')}\n`;
  return { enums, types, sdl: [...questions.map((question) => outcomeSdl(question, outcomes[question] ?? {})), union].join('\n') };
};
