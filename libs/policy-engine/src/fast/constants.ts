/**
 * The values that generated code refers to by number. Nothing of a policy ever becomes text of the code: not a name, not a string,
 * only indices into this list, safe integers and booleans.
 */
export class Constants {
  readonly values: unknown[] = [];
  readonly #places = new Map<unknown, number>();

  /** The identifier under which the code reads the value. */
  name(value: unknown): string {
    let place = this.#places.get(value);
    if (place === undefined) {
      place = this.values.push(value) - 1;
      this.#places.set(value, place);
    }
    return `k${place}`;
  }

  /** A literal: written out when it is a safe integer, a boolean or none, else a constant. */
  literal(value: unknown): string {
    if (value === null || typeof value === 'boolean') return JSON.stringify(value);
    if (typeof value === 'number' && Number.isSafeInteger(value))
      return value < 0 || Object.is(value, -0) ? `(${JSON.stringify(value)})` : JSON.stringify(value);
    return this.name(value);
  }
}
