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
}

/** A problem in one call: code, pointer, Chinese sentence, English sentence. */
export const problem = (code: string, pointer: string, zh: string, en: string): Problem => ({ code, pointer, zh, en });
