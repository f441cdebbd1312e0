/** How a field's answer is written: the vocabulary's value types, and what only a paper form has. */
export type FieldType =
  | 'text'
  | 'code'
  | 'list-of-code'
  | 'boolean'
  | 'integer'
  | 'decimal'
  | 'percent'
  | 'money'
  | 'date'
  | 'month'
  /** The name of the person who signed (签字、签发). */
  | 'signature'
  /** Whether the seal (公章) is on the form. */
  | 'seal'
  /** The name of a file that is handed in with the form. */
  | 'attachment'
  /** A table whose rows repeat. */
  | 'rows';

/** A text in both languages. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/**
 * What an answer says about a fact of the pack. `value`: it is the fact; `character-count`: the fact is the number of characters;
 * `row-count`: the number of rows; `answers-per-row`: a list of how many cells are filled, row by row; `filled`: the fact is true once the field is
 * filled (an empty field says nothing); `item`: a filled field adds the item to a list fact.
 */
export type FactLink =
  | { readonly fact: string; readonly as: 'value' | 'character-count' | 'row-count' | 'answers-per-row' | 'filled' }
  | { readonly fact: string; readonly as: 'item'; readonly item: string | number };

/** What the form as a whole says once it is handed in: a list fact contains an item, or a code fact has a value. */
export type FormFactLink =
  | { readonly fact: string; readonly as: 'item'; readonly item: string | number }
  | { readonly fact: string; readonly as: 'constant'; readonly value: string };

/** One cell of the form, or one column of a repeating table: a JSON Schema with our `x-` keywords. */
export interface FormField {
  readonly type: string | readonly string[];
  readonly 'x-type': FieldType;
  readonly title: string;
  readonly 'x-titleEn': string;
  readonly description?: string;
  readonly 'x-descriptionEn'?: string;
  readonly 'x-cites': readonly string[];
  readonly 'x-facts'?: readonly FactLink[];
  /** Code -> its words on the form. */
  readonly 'x-labels'?: Readonly<Record<string, Bilingual>>;
  readonly 'x-unit'?: string;
  /** The unit in which the cell is shown and printed, where it is not the unit in which it is kept (yuan kept, 万元 printed). */
  readonly 'x-printUnit'?: string;
  /** Who fills the field; absent: the applicant. What an authority fills is never required of the applicant. */
  readonly 'x-filledBy'?: 'supervising-department' | 'authority';
  /** Lines the printed cell has room for; absent: one. */
  readonly 'x-lines'?: number;
  readonly enum?: readonly string[];
  readonly format?: 'date';
  readonly pattern?: string;
  readonly minLength?: number;
  /** Most characters (字数) by the text: Unicode characters, blanks left out. */
  readonly 'x-maxCharacters'?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly uniqueItems?: boolean;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: FormRow | { readonly type: 'string'; readonly enum: readonly string[] };
}

/** One row of a repeating table; its fields are scalar. */
export interface FormRow {
  readonly type: 'object';
  readonly additionalProperties: false;
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, FormField>>;
}

/** Fields that stand together, in the order of the form. */
export interface FormSection {
  readonly id: string;
  readonly titleZh: string;
  readonly titleEn: string;
  /** `letter`: paragraphs of a letter; `grid`: label and cell; `table`: one repeating table; `text`: headed paragraphs; `signatures`: seals, names, dates. */
  readonly layout: 'letter' | 'grid' | 'table' | 'text' | 'signatures';
  readonly noteZh?: string;
  readonly noteEn?: string;
  readonly fields: readonly string[];
}

interface CheckWords {
  readonly id: string;
  /** What is wrong when the check fails, in own words. */
  readonly zh: string;
  readonly en: string;
  readonly cites: readonly string[];
}

/** The money fields `parts` add up to `total`, to the fen. */
export type SumCheck = CheckWords & { readonly kind: 'sum-equals'; readonly parts: readonly string[]; readonly total: string };
/** The date or month `first` does not lie after `second`; the same day or month is fine. */
export type OrderCheck = CheckWords & { readonly kind: 'not-after'; readonly first: string; readonly second: string };
/** Where `field` has one of the values (or contains one), all of `require` are filled. */
export type RequiredWhenCheck = CheckWords & {
  readonly kind: 'required-when';
  readonly field: string;
  readonly isOneOf: readonly (string | boolean)[];
  readonly require: readonly string[];
};

/** At least one of `fields` is filled. */
export type OneFilledCheck = CheckWords & { readonly kind: 'one-filled'; readonly fields: readonly string[] };

/** What must hold between the fields of a form. Fields are named, never pointed into rows. */
export type FormCheck = SumCheck | OrderCheck | RequiredWhenCheck | OneFilledCheck;

/**
 * A form as data: `forms/<id>.json` of a pack, a JSON Schema (2020-12).
 * `x-extent`: how much of the form the text states. `complete`: every cell; `partial`: the cells named here, while the office's form may have more;
 * `named-only`: the text names the form and not one cell, so there are no fields.
 */
export interface Form {
  readonly $schema: 'https://json-schema.org/draft/2020-12/schema';
  /** `guicheng:form/<district>/<version>/<id>`. */
  readonly $id: string;
  readonly title: string;
  readonly 'x-titleEn': string;
  readonly description: string;
  readonly 'x-descriptionEn': string;
  readonly 'x-cites': readonly string[];
  readonly 'x-extent': 'complete' | 'partial' | 'named-only';
  readonly 'x-facts'?: readonly FormFactLink[];
  readonly 'x-sections': readonly FormSection[];
  readonly 'x-checks': readonly FormCheck[];
  readonly type: 'object';
  readonly additionalProperties: false;
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, FormField>>;
}

/** What somebody filled in: field name -> answer. A field that is not filled is absent. */
export type FormAnswers = Readonly<Record<string, unknown>>;

/** The rows' schema of a repeating table; undefined for any other field. */
export const rowOf = (field: FormField): FormRow | undefined => (field['x-type'] === 'rows' ? (field.items as FormRow) : undefined);
