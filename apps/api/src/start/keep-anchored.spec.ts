import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anchorKeys, readAnchors, verifyChain } from '@guicheng/application';
import type { Instant } from '@guicheng/kernel';
import { anchorFolder, Database } from '@guicheng/persistence';
import { publicationOf, templateDatabase, type TestDatabase } from '@guicheng/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../log.ts';
import { checkAnchorKey, keepAnchored, type Anchoring } from './keep-anchored.ts';

const NOW = Date.UTC(2026, 0, 31, 23) as Instant;
const PEM = (type: 'ed25519' | 'x25519'): string =>
  generateKeyPairSync(type as 'ed25519')
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();

describe('anchoring by the server', () => {
  let base: string;
  let test: TestDatabase;
  let databases: readonly [Database, Database];
  const said: string[] = [];
  const log = createLog('info', { write: (line: string) => void said.push(line) });
  const begin = (database: Database, dataDirectory: string): Anchoring =>
    keepAnchored(database, { now: () => NOW }, log, { dataDirectory, keyFile: null });
  const publish = async (id: `${string}/${string}`): Promise<void> =>
    void (await databases[0].policies.publish(publicationOf(id, { nature: 'guidance' }), NOW));

  beforeAll(async () => {
    base = await mkdtemp(join(tmpdir(), 'guicheng-anchoring-'));
    test = await templateDatabase();
    databases = [await Database.connect(test.appUrl, { poolSize: 3 }), await Database.connect(test.appUrl, { poolSize: 3 })];
    await publish('east/1');
    await publish('west/1');
  });
  afterAll(async () => {
    await Promise.all(databases.map((database) => database.close()));
    await test.close();
    await rm(base, { recursive: true });
  });

  it('writes one anchor of each head, and only of what has grown; the next process goes on when the leader leaves', async () => {
    const folders = [join(base, 'one'), join(base, 'two')] as const;
    const first = begin(databases[0], folders[0]);
    await first.once();
    const second = begin(databases[1], folders[1]);
    await second.once();
    await publish('east/2');
    await Promise.all([first.once(), second.once()]);
    const names = await readdir(join(folders[0], 'anchors'));
    expect(names.map((name) => name.replace(/^[0-9a-f]{16}/, 'id')).sort()).toEqual(['2026-01.jsonl', 'id.public.pem']);
    expect((await stat(join(folders[0], 'anchor-key.pem'))).mode & 0o777).toBe(0o600);
    await expect(stat(folders[1])).rejects.toThrow('ENOENT');
    const { anchors } = await readAnchors(anchorFolder(join(folders[0], 'anchors')));
    expect(anchors.map(({ district, sequence, at }) => [district, sequence, at])).toEqual([
      ['east', 1, '2026-01-31T23:00:00.000Z'],
      ['west', 1, '2026-01-31T23:00:00.000Z'],
      ['east', 2, '2026-01-31T23:00:00.000Z'],
    ]);
    const keys = anchorKeys(await anchorFolder(join(folders[0], 'anchors')).publicKeys());
    const east = anchors.filter(({ district }) => district === 'east');
    expect(await verifyChain(databases[0], 'east', { anchors: east, keys })).toMatchObject({ status: 'intact', pinsHeld: 2 });

    await first.stop();
    await second.once();
    expect((await readFile(join(folders[1], 'anchors', '2026-01.jsonl'), 'utf8')).trimEnd().split('\n')).toHaveLength(2);
    await second.stop();
    expect(said.filter((line) => line.includes('"level":50'))).toEqual([]);
  });

  it('goes on after a failure, and says so', async () => {
    const blocked = join(base, 'file');
    await writeFile(blocked, '');
    const anchoring = begin(databases[0], blocked);
    await anchoring.once();
    expect(said.at(-1)).toContain('could not be anchored');
    await rm(blocked);
    await anchoring.once();
    await anchoring.stop();
    expect((await readAnchors(anchorFolder(join(blocked, 'anchors')))).anchors).toHaveLength(2);
  });

  it('takes a key that was configured, and refuses to start with what is none', async () => {
    const keyFile = join(base, 'key.pem');
    await writeFile(keyFile, PEM('ed25519'));
    await expect(checkAnchorKey({ dataDirectory: base, keyFile })).resolves.toBeUndefined();
    for (const content of ['no key', PEM('x25519')]) {
      await writeFile(keyFile, content);
      await expect(checkAnchorKey({ dataDirectory: base, keyFile })).rejects.toMatchObject({
        zh: expect.stringContaining('ANCHOR_KEY_FILE'),
      });
    }
    await expect(checkAnchorKey({ dataDirectory: base, keyFile: join(base, 'none') })).rejects.toMatchObject({
      zh: expect.stringContaining('ENOENT'),
    });
  });
});
