import type { PackInput } from './pack-action.ts';

/** The option as a positive whole number; undefined: not given; null: no such number. */
export function wholeNumber(values: PackInput['values'], name: string): number | undefined | null {
  const given = values[name];
  if (given === undefined) return undefined;
  return typeof given === 'string' && /^[1-9]\d{0,8}$/.test(given) ? Number(given) : null;
}
