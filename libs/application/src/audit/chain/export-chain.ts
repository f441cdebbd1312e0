import { createHash } from 'node:crypto';
import { err, ok, type Clock, type Instant, type Result } from '@guicheng/kernel';
import { GENESIS, type AuditEntry, type AuditLogRepository, type Database } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import { isoOf, type Anchor } from '../anchor.ts';
import { entryLine } from './entry-line.ts';

/** What stands beside an export: what it holds, and what it can be verified by. */
export interface ExportManifest {
  readonly format: 'guicheng-audit-export';
  readonly version: 1;
  readonly district: string;
  /** ISO 8601, UTC. */
  readonly exportedAt: string;
  /** First and last number. */
  readonly first: number;
  readonly last: number;
  /** Hash of the entry before the first, hex; 64 zeros before the first of all. */
  readonly previousHash: string;
  /** Hash of the last entry, hex. */
  readonly headHash: string;
  /** Of the file of entries, hex. */
  readonly sha256: string;
  /** Anchors of these entries. */
  readonly anchors: readonly Anchor[];
  /** Public keys of the anchors, PEM; an auditor compares them with those that were handed over before. */
  readonly publicKeys: readonly string[];
}

/** What to export: entries recorded from an instant (included) to another (excluded); all between the first and the last of them come along. */
export interface ExportRange {
  readonly district: string;
  readonly from: Instant | null;
  readonly to: Instant | null;
}

const BATCH = 1_000;

async function* between(log: AuditLogRepository, first: bigint, last: bigint): AsyncGenerator<AuditEntry> {
  // Begins with the entry before the first, for its hash.
  for (
    let batch = await log.after({ sequence: first - 1n, hash: '' }, BATCH);
    batch.length > 0;
    batch = await log.after(batch.at(-1)!, BATCH)
  ) {
    for (const entry of batch) {
      if (entry.sequence > last) return;
      yield entry;
    }
  }
}

const nothing = problem('audit-range-empty', '', '该区在这段时间没有审计记录。', 'Nothing was recorded in this district in this time.');

/** Writes a district's entries, a line each, and gives their manifest. Refused: `audit-range-empty`. */
export const exportChain = (
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  { district, from, to }: ExportRange,
  outside: Pick<ExportManifest, 'anchors' | 'publicKeys'>,
  write: (lines: string) => Promise<void>,
): Promise<Result<ExportManifest, Problem[]>> =>
  database.inDistrict(
    district,
    async ({ auditLog }) => {
      const range = await auditLog.recordedBetween(from, to);
      if (range === undefined) return err([nothing]);
      const { first, last } = range;
      const digest = createHash('sha256');
      let previousHash = GENESIS;
      let headHash = GENESIS;
      for await (const entry of between(auditLog, first, last)) {
        if (entry.sequence < first) {
          previousHash = entry.hash;
          continue;
        }
        const line = `${entryLine(entry)}\n`;
        digest.update(line);
        headHash = entry.hash;
        await write(line);
      }
      return ok({
        format: 'guicheng-audit-export',
        version: 1,
        district,
        exportedAt: isoOf(clock.now()),
        first: Number(first),
        last: Number(last),
        previousHash,
        headHash,
        sha256: digest.digest('hex'),
        anchors: outside.anchors.filter((one) => one.district === district && one.sequence >= first && one.sequence <= last),
        publicKeys: outside.publicKeys,
      });
    },
    { closedToo: true },
  );
