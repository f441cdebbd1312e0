import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anchorChains, anchorSigner, anchorStoreIn } from '@guicheng/application';
import type { Instant } from '@guicheng/kernel';
import { anchorFolder, Database } from '@guicheng/persistence';
import { publicationOf, templateDatabase, type TestDatabase } from '@guicheng/testing';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Terminal } from '../terminal.ts';
import { auditCommand } from './audit.command.ts';

/** 2026-01-05 09:00 in Asia/Shanghai. */
const MORNING = Date.UTC(2026, 0, 5, 1) as Instant;
const DAY = 86_400_000;

interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command as the program calls it, with standard output and error kept. */
async function run(args: readonly string[]): Promise<Run> {
  const said = { stdout: '', stderr: '' };
  const terminal: Terminal = {
    write: async (text) => void (said.stdout += text),
    complain: (line) => void (said.stderr += `${line}\n`),
    input: (async function* () {})(),
  };
  const status = await auditCommand(args, terminal);
  return { status, ...said };
}

describe('guicheng audit', () => {
  let folder: string;
  let test: TestDatabase;
  let superuser: Client;
  let anchors: string;
  let key: string;
  let otherKey: string;
  const audit = (...args: string[]): Promise<Run> => {
    vi.stubEnv('AUDITOR_DATABASE_URL', test.auditorUrl);
    vi.stubEnv('DATA_DIRECTORY', folder);
    return run(args);
  };
  /** Reaches no database and no anchors. */
  const offline = (...args: string[]): Promise<Run> => {
    vi.stubEnv('AUDITOR_DATABASE_URL', 'postgres://nobody@127.0.0.1:1/none');
    vi.stubEnv('DATA_DIRECTORY', join(folder, 'none'));
    return run(args);
  };
  const tamper = async (statement: string): Promise<void> => {
    await superuser.query(`set session_replication_role = replica; ${statement}`);
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guicheng-audit-'));
    test = await templateDatabase();
    superuser = new Client({ connectionString: test.superuserUrl });
    await superuser.connect();
    const database = await Database.connect(test.appUrl, { poolSize: 2 });
    await database.policies.publish(publicationOf('west/1', { nature: 'guidance' }), MORNING);
    for (let day = 0; day < 6; day++)
      await database.policies.publish(publicationOf(`east/${day}`, { nature: 'guidance' }), (MORNING + day * DAY) as Instant);
    const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    anchors = join(folder, 'anchors');
    const kept = anchorFolder(anchors);
    const signer = anchorSigner(pem);
    await kept.keepPublicKey(signer.keyId, pem);
    key = join(anchors, `${signer.keyId}.public.pem`);
    const districts = () => database.tenants();
    await anchorChains({ database, store: anchorStoreIn(kept), signer, clock: { now: () => MORNING }, districts });
    await database.close();
    otherKey = join(folder, 'other.pem');
    await writeFile(otherKey, generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }));
  });
  afterEach(() => vi.unstubAllEnvs());
  afterAll(async () => {
    await superuser.end();
    await test.close();
    await rm(folder, { recursive: true });
  });

  it('verifies the chains of all districts by the anchors of the data folder', async () => {
    const whole = await audit('verify');
    expect(whole).toMatchObject({ status: 0, stderr: '' });
    expect(whole.stdout).toMatch(/east：完好 intact，6 条 entries，末条 head 6 [0-9a-f]{16}…，与 1 处锚定相符/);
    expect(whole.stdout).toContain('west：完好 intact，1 条');
    const json = await audit('verify', '--district', 'east', '--json', '--key', otherKey);
    expect(JSON.parse(json.stdout)).toMatchObject([
      { district: 'east', status: 'intact', entries: 6, pinsHeld: 0, unknownKeyAnchors: [{}] },
    ]);
  });

  it('exports days of a district, readable by nobody else, and verifies them without a database', async () => {
    const file = join(folder, 'east.jsonl');
    const exported = await audit('export', '--district', 'east', '--from', '2026-01-06', '--to', '2026-01-10', file);
    expect(exported).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('第 2 至 6 条') });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await offline('verify', file, '--key', key)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/完好 intact，5 条.*与 1 处锚定相符/),
    });
    expect(await audit('export', '--district', 'east', file)).toMatchObject({ status: 2, stderr: expect.stringContaining('file-exists') });

    const text = await readFile(file, 'utf8');
    const [second, third, ...others] = text.trimEnd().split('\n') as [string, string, ...string[]];
    const cases = [
      [[second, third.replace('guicheng', 'gaicheng'), ...others], { kind: 'edited', sequence: 3, differs: 'content' }],
      [[second, ...others], { kind: 'deleted', sequence: 3, count: 1 }],
      [[third, second, ...others], { kind: 'reordered', sequence: 2 }],
      [[second, third, third, ...others], { kind: 'inserted', sequence: 3 }],
      [[second, third], { kind: 'cut', sequence: 4, count: 3 }],
      [[second, '{', ...others], { kind: 'edited', sequence: 3 }],
      [[second, `${third} `, ...others], null],
    ] as const;
    const runs = await Promise.all(
      cases.map(async ([lines], index) => {
        const copy = join(folder, `altered-${index}.jsonl`);
        await writeFile(copy, `${lines.join('\n')}\n`);
        await writeFile(`${copy}.manifest.json`, await readFile(`${file}.manifest.json`));
        return offline('verify', copy, '--json');
      }),
    );
    for (const [index, { status, stdout }] of runs.entries()) {
      expect(status).toBe(1);
      const broken = cases[index]![1];
      expect(JSON.parse(stdout)).toMatchObject([{ status: 'broken', digest: 'differs', broken }]);
    }
  });

  it('names what was done to a chain, and ends with 1', async () => {
    await tamper(`delete from audit_entry where district = 'west'`);
    await tamper(`update audit_entry set actor_id = 'x' where district = 'east' and sequence = 3`);
    const told = await audit('verify');
    expect(told.status).toBe(1);
    expect(told.stdout).toContain('第 3 条被改动：edited at entry 3');
    expect(told.stdout).toContain('第 1 条起被截去：cut at entry 1');
    const without = await audit('verify', '--district', 'east', '--anchors', join(folder, 'none'));
    expect(without).toMatchObject({ status: 1, stderr: expect.stringContaining('no anchors') });
  });

  it('refuses what it cannot read', async () => {
    const refused = async (code: string, ...args: string[]): Promise<void> =>
      expect(await audit(...args)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(code) });
    await refused('usage', 'verify', 'a', 'b');
    await refused('usage', 'export', join(folder, 'x'));
    await refused('usage --from', 'export', '--district', 'east', '--from', '2026-02-30', join(folder, 'x'));
    await refused('audit-range-empty', 'export', '--district', 'east', '--to', '2020-01-01', join(folder, 'x'));
    await refused('file-not-writable', 'export', '--district', 'east', join(folder, 'none', 'x'));
    await refused('district-unknown', 'verify', '--district', 'nowhere');
    await refused('file-missing', 'verify', join(folder, 'none'));
    await refused('key-not-valid', 'verify', '--key', join(anchors, '2026-01.jsonl'));
    expect(await offline('verify', '--district', 'east')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('database-unreachable'),
    });
    await expect(stat(join(folder, 'x'))).rejects.toThrow('ENOENT');
  });
});
