/** A path of ours to go on at after sign-in: not another server, in whatever spelling. What is none becomes `/`. */
export const returnPath = (asked: string | undefined): string => {
  // Browsers take `\` for `/` and leave out tabs and line ends: nothing but plain characters is looked at.
  if (asked === undefined || asked.length > 1_000 || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(asked)) return '/';
  const base = 'http://ours.invalid';
  const resolved = URL.canParse(asked, base) ? new URL(asked, base) : undefined;
  return resolved?.origin === base && !resolved.pathname.startsWith('//') ? resolved.pathname + resolved.search + resolved.hash : '/';
};
