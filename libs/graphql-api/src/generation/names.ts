/** GraphQL enum value of a vocabulary code: `conference-review` -> `CONFERENCE_REVIEW`, `2021-text` -> `_2021_TEXT`. */
export const enumValueName = (code: string): string => {
  const name = code.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
  return /^[0-9]/.test(name) ? `_${name}` : name;
};

/** `reviewForm` -> `ReviewForm`, `routing` -> `Routing`. */
export const pascalCase = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/**
 * Value name -> code, in code order, for one enum. Throws when two codes would share a name: the mapping must be
 * reversible, and which of the two a caller meant cannot be guessed.
 */
export const enumNames = (enumName: string, codes: Iterable<string>): Record<string, string> => {
  const byName: Record<string, string> = {};
  for (const code of [...codes].sort()) {
    const name = enumValueName(code);
    const taken = byName[name];
    if (taken !== undefined) throw new Error(`${enumName}: codes "${taken}" and "${code}" both become ${name}`);
    byName[name] = code;
  }
  return byName;
};
