import type { BenchQuestion, Sample } from '../question.ts';

/** Another program that works through the same rules, or a function that answers the same question. */
export interface Peer {
  readonly name: string;
  /** What it does less, or differently; shown under the table. */
  readonly note: string;
  /** Works through the samples once. */
  readonly pass: (samples: readonly Sample[]) => void | Promise<void>;
  /** Everything it answers differently on the samples, at most a few lines; empty: identical. */
  readonly differences: (samples: readonly Sample[]) => string[] | Promise<string[]>;
  /** Too slow to be run as long as the others. */
  readonly isSlow?: boolean;
}

export type MakePeer = (question: BenchQuestion) => Peer;
