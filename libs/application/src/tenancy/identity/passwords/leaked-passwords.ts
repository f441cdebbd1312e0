/** A guess has this many characters around a leaked password, as around a common root; our choice. */
const FEW = 5;
/** Shorter ones stand within other words by chance. */
const LEAST = 6;

let loading: Promise<ReadonlySet<string>> | undefined;

/** Some fifty thousand passwords of published leaks, in lower case. Read when the first password is chosen, and kept: 0.1 s and 10 MB, which no start has to bear. */
const leaked = (): Promise<ReadonlySet<string>> =>
  (loading ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common'].filter((password) => password.length >= LEAST)),
  ));

/** Whether a password is one of a leak, with up to five characters before and behind it (ASVS 5.0 6.2.12). Upper and lower case are one. */
export const isLeakedPassword = async (password: string): Promise<boolean> => {
  const known = await leaked();
  const text = password.normalize('NFKC').toLowerCase();
  for (let before = 0; before <= FEW; before++)
    for (let behind = 0; before + behind <= FEW && before + behind <= text.length - LEAST; behind++)
      if (known.has(text.slice(before, text.length - behind))) return true;
  return false;
};
