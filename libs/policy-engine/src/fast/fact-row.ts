import type { FactDefinition, FactValue, FactValues, Policy, Question } from '@guicheng/policy-model';

/**
 * Stated facts of one question as a list with a place for each fact that the question takes; `undefined`: unknown. Made by
 * `FactLayout`, read by generated code.
 */
export type FactRow = readonly (FactValue | undefined)[];

/** Which place of a row belongs to which fact of a question. */
export interface FactLayout {
  readonly names: readonly string[];
  readonly definitions: readonly FactDefinition[];
  readonly places: ReadonlyMap<string, number>;
}

/** The facts that a policy declares for a question, in the order in which it declares them. */
export function layoutOf(policy: Policy, question: Question): FactLayout {
  const declared = Object.entries(policy.facts).filter(([, { questions }]) => questions.includes(question));
  const names = declared.map(([name]) => name);
  return { names, definitions: declared.map(([, definition]) => definition), places: new Map(names.map((name, place) => [name, place])) };
}

/** A row with nothing known. Filled with `undefined`, not left empty: reading a hole is slow. */
export const emptyRow = ({ names }: FactLayout): (FactValue | undefined)[] =>
  new Array<FactValue | undefined>(names.length).fill(undefined);

/** Parsed facts as a row. */
export function rowOf(layout: FactLayout, values: FactValues): FactRow {
  const row = emptyRow(layout);
  for (const name of Object.keys(values)) {
    const place = layout.places.get(name);
    if (place !== undefined) row[place] = values[name];
  }
  return row;
}

/** The facts of a row under their names, as closures read them. */
export function valuesOf({ names }: FactLayout, row: FactRow): FactValues {
  const values = Object.create(null) as Record<string, FactValue>;
  for (const [place, name] of names.entries()) {
    const value = row[place];
    if (value !== undefined) values[name] = value;
  }
  return values;
}
