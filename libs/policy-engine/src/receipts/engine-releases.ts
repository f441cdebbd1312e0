/** One version of the engine's semantics, and what it decides otherwise than the one before. */
export interface EngineRelease {
  /** `MAJOR.MINOR.PATCH`. */
  readonly version: string;
  /** A request and a policy that the version before answered can come out differently. Only then does MAJOR rise. */
  readonly answersChange: boolean;
  /** What changed, for people, in Chinese. */
  readonly zh: string;
  /** The same in English. */
  readonly en: string;
}

/**
 * Every version whose receipts may be met, oldest first; the last is this engine. A release is added with the change that needs it and never edited:
 * receipts record the version they were made by. Each has recorded receipts in `fixtures/recorded/`, which every later engine is held to.
 */
export const ENGINE_RELEASES: readonly EngineRelease[] = [
  { version: '1.0.0', answersChange: false, zh: '首个版本。', en: 'The first version.' },
];

/**
 * What the version in a receipt means to this engine. `same`; `compatible`: nothing since can make an answer come out differently; `changed`: the
 * releases since that can; `not-known`: none of ours (a later engine, or a record that was altered).
 */
export type EngineCompatibility =
  { readonly kind: 'same' | 'compatible' | 'not-known' } | { readonly kind: 'changed'; readonly by: readonly EngineRelease[] };

/** Judges a recorded version by the list of releases. */
export const engineCompatibility = (recorded: string, releases: readonly EngineRelease[] = ENGINE_RELEASES): EngineCompatibility => {
  const index = releases.findIndex(({ version }) => version === recorded);
  if (index < 0) return { kind: 'not-known' };
  if (index === releases.length - 1) return { kind: 'same' };
  const by = releases.slice(index + 1).filter(({ answersChange }) => answersChange);
  return by.length === 0 ? { kind: 'compatible' } : { kind: 'changed', by };
};
