import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import localize from 'ajv-i18n';
import type { Problem } from './problem.ts';
import { at } from './pointer.ts';
import calendarSchema from './schemas/calendar.schema.json' with { type: 'json' };
import casesSchema from './schemas/case.schema.json' with { type: 'json' };
import clausesSchema from './schemas/clauses.schema.json' with { type: 'json' };
import decisionSchema from './schemas/decision.schema.json' with { type: 'json' };
import definitionsSchema from './schemas/definitions.schema.json' with { type: 'json' };
import factsSchema from './schemas/facts.schema.json' with { type: 'json' };
import formSchema from './schemas/form.schema.json' with { type: 'json' };
import packSchema from './schemas/pack.schema.json' with { type: 'json' };
import partsSchema from './schemas/parts.schema.json' with { type: 'json' };
import receiptSchema from './schemas/receipt.schema.json' with { type: 'json' };
import requestSchema from './schemas/request.schema.json' with { type: 'json' };
import ruleSchema from './schemas/rule.schema.json' with { type: 'json' };
import rulesSchema from './schemas/rules.schema.json' with { type: 'json' };
import vocabularySchema from './schemas/vocabulary.schema.json' with { type: 'json' };

/** The JSON Schemas of this library, by name; draft 7, strict. */
export const SCHEMAS = {
  pack: packSchema,
  rules: rulesSchema,
  rule: ruleSchema,
  definitions: definitionsSchema,
  facts: factsSchema,
  clauses: clausesSchema,
  request: requestSchema,
  decision: decisionSchema,
  receipt: receiptSchema,
  case: casesSchema,
  form: formSchema,
  calendar: calendarSchema,
  vocabulary: vocabularySchema,
} as const;

/** Kind of document whose shape is checked; each has its file in `schemas/`. */
export type SchemaName = keyof typeof SCHEMAS;

/** How the schemas are understood. A test holds them to the meta-schema; a start of the program need not: that takes longer than checking a pack. */
export const AJV_OPTIONS = { strict: true, allErrors: true, allowUnionTypes: true, ownProperties: true } as const;

/** Made when the first document is checked; a schema is compiled when the first document of its kind is. */
let validators: Ajv | undefined;

function validatorOf(name: SchemaName): ValidateFunction {
  validators ??= new Ajv({ ...AJV_OPTIONS, validateSchema: false, meta: false }).addSchema([partsSchema, ...Object.values(SCHEMAS)]);
  return validators.getSchema(SCHEMAS[name].$id) as ValidateFunction;
}

/** ajv keyword -> our stable code; what is not listed is `shape-invalid`. */
const CODES: Readonly<Record<string, string>> = {
  required: 'property-missing',
  additionalProperties: 'property-not-known',
  type: 'wrong-type',
  enum: 'value-not-allowed',
  const: 'value-not-allowed',
  pattern: 'text-form-invalid',
  propertyNames: 'name-form-invalid',
};

/** All places where a document departs from its schema. `base` is the document's own pointer. */
export function checkShape(name: SchemaName, document: unknown, base: string): Problem[] {
  const validate = validatorOf(name);
  if (validate(document)) return [];
  const errors = validate.errors ?? [];
  const english = errors.map((error) => error.message ?? error.keyword);
  localize.zh(errors);
  return errors.map((error, index) => toProblem(error, english[index] ?? error.keyword, base));
}

function toProblem(error: ErrorObject, english: string, base: string): Problem {
  const named = error.params as { missingProperty?: string; additionalProperty?: string; propertyName?: string };
  const child = named.missingProperty ?? named.additionalProperty ?? named.propertyName;
  const pointer = child === undefined ? base + error.instancePath : at(base + error.instancePath, child);
  const isCitation = /\/(cites|datesCite)$/.test(pointer) && ['required', 'minItems'].includes(error.keyword);
  if (isCitation)
    return {
      code: 'citation-missing',
      pointer,
      zh: '规则没有引用任何条款：请在 cites 中列出依据条款的编号。',
      en: 'The rule cites no clause: list the ids of its clauses under cites.',
    };
  const allowed = 'allowedValues' in error.params ? `: ${(error.params['allowedValues'] as unknown[]).join(', ')}` : '';
  return {
    code: CODES[error.keyword] ?? 'shape-invalid',
    pointer,
    zh: `结构不合要求：${error.message ?? error.keyword}${allowed}。`,
    en: `The structure is not as required: ${english}${allowed}.`,
  };
}
