const safe = (result: number): number | undefined => (Number.isSafeInteger(result) ? result + 0 : undefined); // + 0 turns -0 into 0

/** Sum of two safe integers; undefined when it is not a safe integer. */
export const addExact = (a: number, b: number): number | undefined => safe(a + b);

/** Difference of two safe integers; undefined when it is not a safe integer. */
export const subtractExact = (a: number, b: number): number | undefined => safe(a - b);

/** Product of two safe integers; undefined when it is not a safe integer. */
export const multiplyExact = (a: number, b: number): number | undefined => safe(a * b);
