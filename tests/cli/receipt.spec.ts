import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, yangpuRouting, type TestApi } from '../graphql/test-api.ts';
import { guicheng } from './guicheng.ts';

const POLICIES = fileURLToPath(new URL('../../policies', import.meta.url));
const DECIDE = 'query ($input: DecideInput!) { decide(input: $input) { ... on Decision { receipt } } }';

describe('guicheng receipt', () => {
  let api: TestApi;
  let id: string;
  let folder: string;
  let file: string;
  let document: { decision: { outcome: Record<string, unknown> }; engineVersion: string };
  const inDatabase = (...args: string[]) => guicheng(['receipt', ...args], '', { AUDITOR_DATABASE_URL: api.databaseUrl.auditor });
  const fileOf = async (name: string, text: unknown): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, typeof text === 'string' ? text : JSON.stringify(text));
    return path;
  };

  beforeAll(async () => {
    api = await startTestApi();
    folder = await mkdtemp(join(tmpdir(), 'guicheng-receipt-'));
    const { body } = await api.ask(DECIDE, { input: yangpuRouting({ receipt: true }) });
    id = body.data!['decide'].receipt;
    const shown = await inDatabase('show', id);
    expect(shown.status).toBe(0);
    file = await fileOf('receipt.json', shown.stdout);
    document = JSON.parse(shown.stdout);
  });
  afterAll(async () => {
    await api.close();
    await rm(folder, { recursive: true });
  });

  it('verifies a receipt of the database', async () => {
    const run = await inDatabase('verify', id);
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(run.stdout).toContain(`回执 receipt ${id}：一致 verified`);
    const json = await inDatabase('verify', id, '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({ id, status: 'verified', firstDifference: null, reasons: [], engine: 'same' });
  });

  it('verifies a receipt in a file, without a database', async () => {
    expect(await guicheng(['receipt', 'verify', '--file', file])).toMatchObject({ status: 0, stderr: '' });
  });

  it('names the first field of a file that was altered', async () => {
    const altered = { ...document, decision: { ...document.decision, outcome: { ...document.decision.outcome, route: 'filing' } } };
    const run = await guicheng(['receipt', 'verify', '--file', await fileOf('altered.json', altered)]);
    expect(run.status).toBe(1);
    expect(run.stdout).toContain('不一致 differs');
    expect(run.stdout).toContain('首处不同 first difference /outcome/route');
    expect(run.stdout).toMatch(/recorded +"filing"\n.*recomputed +"conference-review"/);
  });

  it('says that the vocabulary changed since, and that nothing can be verified by it', async () => {
    const root = join(folder, 'policies');
    await cp(POLICIES, root, { recursive: true });
    const facts = join(root, 'vocabulary/facts.json');
    await writeFile(facts, (await readFile(facts, 'utf8')).replace('"titleZh": "', '"titleZh": "新'));
    const changed = JSON.parse(await readFile(facts, 'utf8')) as Record<string, { titleZh: string }>;
    changed['constructionAmountYuan']!.titleZh = '建设金额（新）';
    await writeFile(facts, JSON.stringify(changed));
    const run = await guicheng(['receipt', 'verify', '--file', file, '--policies', root, '--json']);
    expect(run.status).toBe(2);
    expect(JSON.parse(run.stdout)).toMatchObject({
      status: 'cannot-verify',
      reasons: [{ code: 'policy-content-differs' }, { code: 'vocabulary-differs' }],
    });
  });

  it.each<[string, () => Promise<readonly string[]>, string]>([
    ['an id that is no receipt', async () => ['verify', 'r_x'], 'unknown-receipt'],
    ['a file that is not there', async () => ['verify', '--file', join(folder, 'none.json')], 'file-missing'],
    ['a folder for a file', async () => ['verify', '--file', folder], 'file-missing'],
    ['a file that is no JSON', async () => ['verify', '--file', await fileOf('a.json', '{"id":')], 'not-json'],
    ['a file that gives a name twice', async () => ['verify', '--file', await fileOf('b.json', '{"id":"a","id":"b"}')], 'key-twice'],
    [
      'a file that is no receipt',
      async () => ['verify', '--file', await fileOf('c.json', { ...document, engineVersion: 1 })],
      'wrong-type',
    ],
    [
      'a time that is none',
      async () => ['verify', '--file', await fileOf('d.json', { ...document, recordedAt: 'today' })],
      'instant-not-valid',
    ],
    ['no id', async () => ['verify'], 'usage'],
    ['an id and a file', async () => ['verify', id, '--file', file], 'usage'],
    ['another action', async () => ['forge', id], 'usage'],
  ])('refuses %s', async (_, args, code) => {
    const run = await inDatabase(...(await args()));
    expect(run).toMatchObject({ status: 2, stdout: '' });
    expect(run.stderr).toContain(`［${code}`);
    expect(run.stderr).not.toContain('    at ');
  });

  it('says what to do when there is no database', async () => {
    const none = await guicheng(['receipt', 'verify', id]);
    expect(none.status).toBe(2);
    expect(none.stderr).toContain('［database-unreachable DATABASE_URL］');
    const nowhere = await guicheng(['receipt', 'verify', id], '', { DATABASE_URL: '', DATA_DIRECTORY: join(folder, 'nowhere') });
    expect(nowhere.status).toBe(2);
    expect(nowhere.stderr).toContain('［database-missing DATA_DIRECTORY］');
  });
});
