/** What another system says of a person: each claim with its values as texts; a claim within a claim by both names with a dot between. */
export type Claims = ReadonlyMap<string, readonly string[]>;

/** More than any person's claims; what is beyond is not read. */
const MOST_CLAIMS = 300;
const MOST_VALUES = 1_000;
const MOST_LEVELS = 4;

const valuesOf = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.slice(0, MOST_VALUES).flatMap((one) => (Array.isArray(one) ? [] : valuesOf(one)));
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [String(value)] : [];
};

/** Claims of JSON, own names only. */
export const claimsOf = (json: Readonly<Record<string, unknown>>): Claims => {
  const claims = new Map<string, readonly string[]>();
  const read = (object: Readonly<Record<string, unknown>>, prefix: string, level: number): void => {
    for (const [name, value] of Object.entries(object)) {
      if (claims.size >= MOST_CLAIMS) return;
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
        if (level < MOST_LEVELS) read(value as Readonly<Record<string, unknown>>, `${prefix}${name}.`, level + 1);
      } else claims.set(`${prefix}${name}`, valuesOf(value));
    }
  };
  read(json, '', 1);
  return claims;
};
