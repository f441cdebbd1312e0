import { createHash } from 'node:crypto';
import type { AuditEntry } from '@guicheng/persistence';
import type { Anchor } from '../anchor.ts';
import { entryOfLine } from './entry-line.ts';
import type { ExportManifest } from './export-chain.ts';
import type { AnchorKeys } from './judge-anchors.ts';
import { verifyEntries, type ChainVerification } from './verify-chain.ts';

/** An export, verified. */
export interface ExportVerification extends ChainVerification {
  /** Whether the file has the digest that the manifest states. */
  readonly digest: 'as-stated' | 'differs';
}

/**
 * Verifies an export without a database: the file's lines, the manifest beside it, and anchors and keys that the auditor holds.
 */
export const verifyExport = async (
  lines: AsyncIterable<string>,
  manifest: ExportManifest,
  { anchors, keys }: { readonly anchors: readonly Anchor[]; readonly keys: AnchorKeys },
): Promise<ExportVerification> => {
  const { district, first, last, previousHash, headHash, sha256 } = manifest;
  const hash = createHash('sha256');
  const entries = async function* (): AsyncGenerator<AuditEntry> {
    let expected = BigInt(first);
    for await (const line of lines) {
      hash.update(`${line}\n`);
      const entry = entryOfLine(line, expected);
      yield entry;
      expected = entry.sequence + 1n;
    }
  };
  const within = anchors.filter((one) => one.district === district && one.sequence >= first && one.sequence <= last);
  const outside = { anchors: within, keys, pins: [{ sequence: BigInt(last), hash: headHash, stated: true }] };
  const verified = await verifyEntries(district, entries(), outside, { first: BigInt(first), previousHash });
  const beyond = verified.broken === null && verified.head !== null && verified.head.sequence > BigInt(last);
  const broken = beyond ? { kind: 'inserted' as const, sequence: BigInt(last) + 1n } : verified.broken;
  const digest = hash.digest('hex') === sha256 ? 'as-stated' : 'differs';
  const status = verified.status === 'intact' && broken === null && digest === 'as-stated' ? 'intact' : 'broken';
  return { ...verified, broken, digest, status };
};
