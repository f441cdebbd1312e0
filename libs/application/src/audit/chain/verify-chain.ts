import type { AuditEntry, Database } from '@guicheng/persistence';
import type { Anchor } from '../anchor.ts';
import { judgeAnchors, type AnchorKeys } from './judge-anchors.ts';
import { walkChain, type Part, type Pin, type Walk } from './walk-chain.ts';

/** What is known about a chain from outside it. */
export interface Outside {
  /** Of this district. */
  readonly anchors: readonly Anchor[];
  readonly keys: AnchorKeys;
  /** Further numbers whose hashes are known. */
  readonly pins?: readonly Pin[];
}

/** A district's chain, verified. */
export interface ChainVerification extends Walk {
  readonly district: string;
  /** `intact`: no break, and no anchor that was forged. */
  readonly status: 'intact' | 'broken';
  readonly forgedAnchors: readonly Anchor[];
  readonly unknownKeyAnchors: readonly Anchor[];
}

/** Verifies entries that come in the order of their numbers. */
export const verifyEntries = async (
  district: string,
  entries: AsyncIterable<AuditEntry>,
  { anchors, keys, pins = [] }: Outside,
  part?: Part,
): Promise<ChainVerification> => {
  const judged = judgeAnchors(anchors, keys);
  const walk = await walkChain(entries, [...judged.pins, ...pins], part);
  const status = walk.broken === null && judged.forged.length === 0 ? 'intact' : 'broken';
  return { district, status, ...walk, forgedAnchors: judged.forged, unknownKeyAnchors: judged.unknownKey };
};

/** Entries are read so many at a time. */
const BATCH = 1_000;

/** Hands on a district's entries in one transaction, the first of them behind `from`. */
const withEntries = <T>(database: Database, district: string, work: (entries: AsyncIterable<AuditEntry>) => Promise<T>): Promise<T> =>
  database.inDistrict(
    district,
    ({ auditLog }) =>
      work(
        (async function* () {
          for (let batch = await auditLog.after(null, BATCH); batch.length > 0; batch = await auditLog.after(batch.at(-1)!, BATCH))
            yield* batch;
        })(),
      ),
    { closedToo: true },
  );

/** Verifies the whole chain of a district in a database. */
export const verifyChain = (database: Database, district: string, outside: Outside): Promise<ChainVerification> =>
  withEntries(database, district, (entries) => verifyEntries(district, entries, outside));
