/** One thing that is wrong with an input: what (code), where (RFC 6901 JSON Pointer), and the sentence for people. */
export interface Problem {
  /** Stable code for programs, kebab-case; never renamed once published. */
  readonly code: string;
  /** JSON Pointer into the document that was checked; `""` is the document itself. */
  readonly pointer: string;
  /** What was wrong and what to do, for people, in Chinese. */
  readonly zh: string;
  /** The same in English. */
  readonly en: string;
  /** Clauses of a policy that stand behind it; left out: none does. */
  readonly clauses?: readonly ClauseReference[];
  /** Names of the inputs that it is about, where the pointer does not end with the only one. */
  readonly fields?: readonly string[];
}

/** A clause of a published policy. */
export interface ClauseReference {
  /** Id of the policy, `<district>/<version>`. */
  readonly policy: string;
  /** Id of the clause within it. */
  readonly clause: string;
}

/** A problem in one call: code, pointer, Chinese sentence, English sentence; the clauses behind it and the inputs it is about, where there are such. */
export const problem = (
  code: string,
  pointer: string,
  zh: string,
  en: string,
  more: Pick<Problem, 'clauses' | 'fields'> = {},
): Problem => ({ code, pointer, zh, en, ...more });
