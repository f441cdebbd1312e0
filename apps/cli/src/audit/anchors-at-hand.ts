import { join } from 'node:path';
import { anchorKeys, readAnchors, type Anchor, type AnchorKeys } from '@guicheng/application';
import { err, ok, type Result } from '@guicheng/kernel';
import { anchorFolder } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import { dataDirectory, type Environment } from '../db/own-database.ts';
import { readNamedFile } from '../named-file.ts';

/** Anchors, and the public keys to believe them by. */
export interface AnchorsAtHand {
  readonly anchors: readonly Anchor[];
  readonly keys: AnchorKeys;
  readonly publicKeys: readonly string[];
  /** Lines of the folder that are no anchors. */
  readonly unreadable: readonly string[];
}

const notAKey = (file: string): Problem => problem('key-not-valid', file, `${file} 不是公钥（PEM）。`, `${file} is no public key (PEM).`);

/** Keys of PEM texts; refused: one that is none. */
export const keysOf = (pems: readonly { readonly file: string; readonly pem: string }[]): Result<AnchorKeys, Problem[]> => {
  const keys = new Map();
  for (const { file, pem } of pems) {
    try {
      for (const [id, key] of anchorKeys([pem])) keys.set(id, key);
    } catch {
      // Whatever OpenSSL says of it, it is no key.
      return err([notAKey(file)]);
    }
  }
  return ok(keys);
};

/** The keys in these files; refused: one that is missing or no key. */
export async function pinnedKeys(files: readonly string[]): Promise<Result<AnchorKeys, Problem[]>> {
  const pems: { file: string; pem: string }[] = [];
  for (const file of files) {
    const read = await readNamedFile(file);
    if (!read.ok) return err([read.error]);
    pems.push({ file, pem: Buffer.from(read.value).toString('utf8') });
  }
  return keysOf(pems);
}

/** The anchors of a folder with its keys; of a local start when none is named. A folder that is not there holds none. */
export async function anchorsAtHand(named: string | undefined, environment: Environment): Promise<Result<AnchorsAtHand, Problem[]>> {
  const directory = named ?? join(dataDirectory(environment), 'anchors');
  const folder = anchorFolder(directory);
  const publicKeys = await folder.publicKeys();
  const keys = keysOf(publicKeys.map((pem) => ({ file: directory, pem })));
  return keys.ok ? ok({ ...(await readAnchors(folder)), keys: keys.value, publicKeys }) : keys;
}
