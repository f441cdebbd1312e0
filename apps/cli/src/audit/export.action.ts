import { exportChain, type ExportManifest } from '@guicheng/application';
import { err, parseInstant, type Instant, type Result } from '@guicheng/kernel';
import type { Problem } from '@guicheng/policy-model';
import type { Environment } from '../db/own-database.ts';
import { AS_AUDITOR, withDatabase } from '../db/with-database.ts';
import { usageProblem } from '../refusal.ts';
import { systemClock } from '../system-clock.ts';
import { anchorsAtHand } from './anchors-at-hand.ts';
import { writeExport } from './export-file.ts';

/** What to export where. */
export interface ExportOptions {
  readonly district: string;
  /** Civil dates in Asia/Shanghai, both included. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly anchorsFolder: string | undefined;
  readonly file: string;
}

const DAY = 86_400_000;

/** Midnight of a civil date, and that many days later; null: no date was given; undefined: it is none. */
const midnight = (date: string | undefined, days: number): Instant | null | undefined => {
  if (date === undefined) return null;
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(date) ? parseInstant(`${date}T00:00:00+08:00`) : undefined;
  return instant === undefined ? undefined : ((instant + days * DAY) as Instant);
};

/** Exports a district's entries of some days. */
export async function exportAction(
  { district, from, to, anchorsFolder, file }: ExportOptions,
  environment: Environment,
): Promise<Result<ExportManifest, Problem[]>> {
  const [first, last] = [midnight(from, 0), midnight(to, 1)];
  if (first === undefined || last === undefined)
    return err([
      usageProblem(first === undefined ? '--from' : '--to', '日期应为 2026-01-01 的形式。', 'A date is written like 2026-01-01.'),
    ]);
  const atHand = await anchorsAtHand(anchorsFolder, environment);
  if (!atHand.ok) return atHand;
  const done = await withDatabase(
    environment,
    (database) =>
      writeExport(file, (write) => exportChain({ database, clock: systemClock }, { district, from: first, to: last }, atHand.value, write)),
    AS_AUDITOR,
  );
  return done.ok ? done.value : err(done.error);
}
