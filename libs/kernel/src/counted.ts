/** A number with its English noun: `1 row`, `2 rows`. `many`: left out where it ends in s. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
