/** One attempt of the attack matrix: what is tried on what, by whom. `run` gives what got through, in a few words; null: it was refused as it must be. */
export interface Cell {
  /** Table or field. */
  readonly subject: string;
  /** What is tried. */
  readonly attempt: string;
  /** As whom: `own`, `other district`, `no tenant`, a role … */
  readonly as: string;
  run(): Promise<string | null>;
}

/** A cell that did not hold. */
export interface Leak {
  readonly subject: string;
  readonly attempt: string;
  readonly as: string;
  readonly found: string;
}

/** Runs the cells one after another; what did not hold. `stopAtFirst`: one leak is all that is asked. */
export async function leaksOf(cells: readonly Cell[], stopAtFirst = false): Promise<Leak[]> {
  const leaks: Leak[] = [];
  for (const { subject, attempt, as, run } of cells) {
    const found = await run();
    if (found === null) continue;
    leaks.push({ subject, attempt, as, found });
    if (stopAtFirst) break;
  }
  return leaks;
}
