import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { anchorChains, anchorSigner, anchorStoreIn, type AnchoringParts } from '@guicheng/application';
import type { Clock } from '@guicheng/kernel';
import { anchorFolder, anchorKeyIn, makeDataFolder, type Database } from '@guicheng/persistence';
import type { Logger } from 'pino';
import { StartRefused } from './start-refused.ts';

/** The heads of the chains are signed this often, ms: what was changed within the last hour is the least that anchors do not show. */
const HOUR = 3_600_000;

/** Where the key and the anchors are. */
export interface AnchorPlaces {
  readonly dataDirectory: string;
  /** null: a key of its own in the data directory, made when it is first needed. */
  readonly keyFile: string | null;
}

/** Throws `StartRefused` when a key was configured that cannot sign. */
export const checkAnchorKey = async ({ keyFile }: AnchorPlaces): Promise<void> => {
  if (keyFile === null) return;
  try {
    anchorSigner(await readFile(keyFile, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? `（${String(cause.code)}）` : '';
    throw new StartRefused(
      `ANCHOR_KEY_FILE 不是可读的 Ed25519 私钥（PEM，PKCS #8）${reason}`,
      'ANCHOR_KEY_FILE is no Ed25519 private key (PEM, PKCS #8) that can be read',
      [],
    );
  }
};

const partsOf = async (database: Database, clock: Clock, { dataDirectory, keyFile }: AnchorPlaces): Promise<AnchoringParts> => {
  await makeDataFolder(dataDirectory);
  const pem = keyFile === null ? await anchorKeyIn(join(dataDirectory, 'anchor-key.pem')) : await readFile(keyFile, 'utf8');
  const signer = anchorSigner(pem);
  const folder = anchorFolder(join(dataDirectory, 'anchors'));
  await folder.keepPublicKey(signer.keyId, pem);
  return { database, clock, signer, store: anchorStoreIn(folder), districts: () => database.tenants() };
};

/** The anchoring of one process. */
export interface Anchoring {
  /** Anchors what has grown, when this process leads. */
  once(): Promise<void>;
  /** Ends it, after what is under way. */
  stop(): Promise<void>;
}

/** Anchors the audit chains now and every hour. Of several processes on one database the leader does; a failure is logged, and tried again an hour later. */
export const keepAnchored = (database: Database, clock: Clock, log: Logger, places: AnchorPlaces): Anchoring => {
  const leadership = database.leadership('anchors');
  let parts: AnchoringParts | undefined;
  let underWay: Promise<void> = Promise.resolve();
  const anchor = async (): Promise<void> => {
    try {
      if (!(await leadership.leads())) return;
      parts ??= await partsOf(database, clock, places);
      const anchors = await anchorChains(parts);
      if (anchors.length > 0) log.info({ anchors: anchors.length }, 'audit chains anchored');
    } catch (error) {
      log.error({ err: error }, 'audit chains could not be anchored');
    }
  };
  const once = (): Promise<void> => (underWay = underWay.then(anchor));
  void once();
  const timer = setInterval(() => void once(), HOUR).unref();
  return {
    once,
    stop: async () => {
      clearInterval(timer);
      await underWay;
      await leadership.end().catch((error: unknown) => log.warn({ err: error }, 'the lead of anchoring ended with its session'));
    },
  };
};
