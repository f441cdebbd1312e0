import { verifyChain, type AnchorKeys, type ChainVerification } from '@guicheng/application';
import { err, ok, type Result } from '@guicheng/kernel';
import { problem, type Problem } from '@guicheng/policy-model';
import type { Environment } from '../db/own-database.ts';
import { AS_AUDITOR, withDatabase } from '../db/with-database.ts';
import { anchorsAtHand, type AnchorsAtHand } from './anchors-at-hand.ts';

/** What a verification is told beside the chain. */
export interface VerifyOptions {
  readonly districts: readonly string[];
  readonly anchorsFolder: string | undefined;
  /** Trusted instead of the keys beside the anchors; undefined: those. */
  readonly pinned: AnchorKeys | undefined;
}

const unknown = (district: string): Problem =>
  problem(
    'district-unknown',
    '--district',
    `没有“${district}”这个区的任何记录：请核对代码。`,
    `There is no record of a district "${district}": check its code.`,
  );

/** Verifies the chains of a database: those that were named, or of every tenant that is known or was anchored. */
export async function verifyDatabase(
  { districts, anchorsFolder, pinned }: VerifyOptions,
  environment: Environment,
): Promise<Result<{ readonly verifications: readonly ChainVerification[]; readonly atHand: AnchorsAtHand }, Problem[]>> {
  const atHand = await anchorsAtHand(anchorsFolder, environment);
  if (!atHand.ok) return atHand;
  const { anchors, keys } = atHand.value;
  const done = await withDatabase(
    environment,
    async (database) => {
      const all = async (): Promise<string[]> =>
        [...new Set([...(await database.tenants()), ...anchors.map(({ district }) => district)])].sort();
      const known = await all();
      const verifications: ChainVerification[] = [];
      for (const district of districts.length > 0 ? districts : known)
        verifications.push(
          await verifyChain(database, district, { anchors: anchors.filter((one) => one.district === district), keys: pinned ?? keys }),
        );
      const strange = verifications.filter(({ district, entries }) => entries === 0 && !known.includes(district));
      return strange.length > 0 ? err(strange.map(({ district }) => unknown(district))) : ok(verifications);
    },
    AS_AUDITOR,
  );
  if (!done.ok) return done;
  return done.value.ok ? ok({ verifications: done.value.value, atHand: atHand.value }) : done.value;
}
