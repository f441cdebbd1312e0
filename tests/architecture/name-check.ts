/** Names that say nothing about what is inside. */
const empty = /(^|[.-])(utils?|helpers?|common|shared|misc)([.-]|$)/;

/** Files and folders with an empty name, and file names that are not kebab-case. */
export function checkNames(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const parts = path.split('/');
    const vague = parts.find((part) => empty.test(part));
    if (vague !== undefined) return [`${path}: “${vague}” says nothing about what is inside`];
    const file = parts.at(-1) ?? '';
    return /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/.test(file) ? [] : [`${path}: file names are kebab-case`];
  });
}

/** Entries of the top level that are too many, or missing. Dot-files and installed packages do not count. */
export function checkTopLevel(entries: readonly string[], allowed: readonly string[]): string[] {
  const visible = entries.filter((entry) => !entry.startsWith('.') && entry !== 'node_modules');
  return [
    ...visible.filter((entry) => !allowed.includes(entry)).map((entry) => `${entry}: not part of the top level`),
    ...allowed.filter((entry) => !visible.includes(entry)).map((entry) => `${entry}: missing from the top level`),
  ];
}
