import type { Clock } from '@guicheng/kernel';
import type { Database } from '@guicheng/persistence';
import { isoOf, type Anchor, type AnchorSigner } from './anchor.ts';

/** Where anchors are kept: outside the database, so that who can change a chain cannot change them along. */
export interface AnchorStore {
  /** The last number that was anchored of each district. */
  last(): Promise<ReadonlyMap<string, number>>;
  /** Keeps them all, safe from a power cut when it resolves. */
  append(anchors: readonly Anchor[]): Promise<void>;
}

/** What anchoring stands on. */
export interface AnchoringParts {
  readonly database: Database;
  readonly store: AnchorStore;
  readonly signer: AnchorSigner;
  readonly clock: Clock;
  /** Districts that may have a chain. */
  readonly districts: () => Promise<readonly string[]> | readonly string[];
}

/** Signs and keeps the head of every district's chain that has grown since it was anchored last; gives the new anchors. */
export const anchorChains = async ({ database, store, signer, clock, districts }: AnchoringParts): Promise<readonly Anchor[]> => {
  const last = await store.last();
  const anchors: Anchor[] = [];
  for (const district of await districts()) {
    const head = await database.inDistrict(district, ({ auditLog }) => auditLog.head(), { closedToo: true });
    if (head === undefined || Number(head.sequence) === last.get(district)) continue;
    anchors.push(signer.sign({ district, sequence: Number(head.sequence), hash: head.hash, at: isoOf(clock.now()) }));
  }
  if (anchors.length > 0) await store.append(anchors);
  return anchors;
};
