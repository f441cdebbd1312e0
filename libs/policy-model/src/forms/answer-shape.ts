import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { counted, parseCivilDate } from '@guicheng/kernel';
import { DATE_WORDS } from '../date-words.ts';
import { at } from '../pointer.ts';
import { problem, type Problem } from '../problem.ts';
import { rowOf, type Form, type FormField } from './form.ts';

/** Our own keywords: words, links, layout, and limits that JSON Schema cannot say; they are looked at elsewhere. */
export const FORM_KEYWORDS = [
  'x-titleEn',
  'x-descriptionEn',
  'x-cites',
  'x-extent',
  'x-facts',
  'x-sections',
  'x-checks',
  'x-type',
  'x-labels',
  'x-unit',
  'x-printUnit',
  'x-filledBy',
  'x-lines',
  'x-maxCharacters',
] as const;

const ajv = new Ajv2020({
  strict: true,
  allErrors: true,
  allowUnionTypes: true,
  ownProperties: true,
  // form.schema.json is narrower than the meta-schema: what it lets through needs no second look.
  validateSchema: false,
  // Two versions of one form (a draft and what is published) have the same $id.
  addUsedSchema: false,
  formats: { date: { type: 'string', validate: (text: string) => parseCivilDate(text) !== undefined } },
});
ajv.addVocabulary([...FORM_KEYWORDS]);

const compiled = new WeakMap<Form, ValidateFunction>();

/** Every place where the answers depart from the form's JSON Schema. The form's own definition must be sound. */
export function shapeProblems(form: Form, answers: unknown): Problem[] {
  const validate = compiled.get(form) ?? ajv.compile(form);
  compiled.set(form, validate);
  return validate(answers) ? [] : (validate.errors ?? []).map((error) => toProblem(form, error));
}

/** Follows a pointer of the answers to its field; undefined for the form itself, a row and what no field names. */
function fieldAt(form: Form, steps: readonly string[]): FormField | undefined {
  const [name, index, column] = steps;
  const field = name === undefined || !Object.hasOwn(form.properties, name) ? undefined : form.properties[name];
  if (field === undefined || index === undefined) return field;
  const row = rowOf(field);
  if (row === undefined) return field;
  return column !== undefined && Object.hasOwn(row.properties, column) ? row.properties[column] : undefined;
}

const stepsOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

function toProblem(form: Form, error: ErrorObject): Problem {
  const params = error.params as {
    missingProperty?: string;
    additionalProperty?: string;
    limit?: number;
    allowedValues?: readonly string[];
  };
  const child = params.missingProperty ?? params.additionalProperty;
  const pointer = child === undefined ? error.instancePath : at(error.instancePath, child);
  const field = fieldAt(form, stepsOf(pointer));
  const [zh, en] = [field?.title ?? form.title, field?.['x-titleEn'] ?? form['x-titleEn']];
  const limit = params.limit ?? 0;
  switch (error.keyword) {
    case 'required':
      return problem('field-missing', pointer, `请填写“${zh}”。`, `Fill in "${en}".`);
    case 'additionalProperties':
      return problem('field-not-known', pointer, `表中没有“${child}”这一栏。`, `The form has no field "${child}".`);
    case 'minLength':
      return problem(
        'field-empty',
        pointer,
        `“${zh}”是空的：没有内容时请不要填写。`,
        `"${en}" is empty: leave it out when there is nothing to say.`,
      );
    case 'minItems':
      return problem('rows-missing', pointer, `“${zh}”至少填 ${limit} 项。`, `"${en}" has at least ${counted(limit, 'entry', 'entries')}.`);
    case 'maxItems':
      return problem('too-many-rows', pointer, `“${zh}”最多填 ${limit} 项。`, `"${en}" has at most ${counted(limit, 'entry', 'entries')}.`);
    case 'uniqueItems':
      return problem('item-repeated', pointer, `“${zh}”中有重复项。`, `"${en}" names the same item twice.`);
    case 'enum':
      return problem(
        'value-not-allowed',
        pointer,
        `“${zh}”没有这个选项。可选：${(params.allowedValues ?? []).map((code) => field?.['x-labels']?.[code]?.zh ?? code).join('、')}。`,
        `"${en}" has no such option. Options: ${(params.allowedValues ?? []).join(', ')}.`,
      );
    case 'minimum':
      return problem('number-too-small', pointer, `“${zh}”不能小于 ${limit}。`, `"${en}" is at least ${limit}.`);
    case 'maximum':
      return problem('number-too-large', pointer, `“${zh}”不能大于 ${limit}。`, `"${en}" is at most ${limit}.`);
    case 'format':
      return problem('date-not-valid', pointer, `“${zh}”${DATE_WORDS.zh}。`, `"${en}" is ${DATE_WORDS.en}.`);
    case 'pattern':
      return problem('month-not-valid', pointer, `“${zh}”应为月份，写作 YYYY-MM。`, `"${en}" is a month written YYYY-MM.`);
    default:
      return problem('wrong-type', pointer, `“${zh}”的填写类型不对。`, `"${en}" has the wrong type of value.`);
  }
}
