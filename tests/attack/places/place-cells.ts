import type { Cell } from '../cell.ts';

/** A place where text of districts could turn up. */
export interface Place {
  readonly subject: string;
  /** As whom it is read. */
  readonly as: string;
  read(): Promise<string>;
  /** Must not stand there. */
  readonly foreign: readonly string[];
  /** The positive control: stands there, so that it is known to have been read. */
  readonly own: string;
}

/** Of each place: nothing that is foreign stands there, and what belongs there does. */
export const placeCells = (places: readonly Place[]): Cell[] =>
  places.flatMap(({ subject, as, read, foreign, own }) => [
    {
      ...{ subject, as, attempt: 'reading it' },
      run: async () => {
        const text = await read();
        const found = foreign.find((one) => text.includes(one));
        return found === undefined ? null : `it tells ${found}`;
      },
    },
    {
      ...{ subject, as: 'own', attempt: 'as it is meant' },
      run: async () => ((await read()).includes(own) ? null : `the control is missing: ${own}`),
    },
  ]);
