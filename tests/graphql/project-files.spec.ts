import { fixedClock, instantOf } from '@guicheng/kernel';
import { testDistrict, type TestDistrict, type TestPerson } from '@guicheng/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type SignedInCaller, type TestApi } from './test-api.ts';

const clock = fixedClock(instantOf(Date.UTC(2026, 0, 5, 2))!);
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

describe('downloads and uploads of the register', () => {
  let api: TestApi;
  let here: TestDistrict;
  let there: TestDistrict;
  const signedIn = new Map<string, Promise<SignedInCaller>>();
  const as = ({ district, people }: TestDistrict, person: TestPerson): Promise<SignedInCaller> => {
    const known = signedIn.get(people[person]) ?? api.signInAs(district, people[person]);
    signedIn.set(people[person], known);
    return known;
  };
  const get = async (path: string, caller?: SignedInCaller): Promise<Response> =>
    fetch(`${api.url}${path}`, caller === undefined ? {} : { headers: { authorization: `Bearer ${caller.token}` } });
  const send = async (
    file: Uint8Array<ArrayBuffer>,
    caller: SignedInCaller,
    over: Record<string, string> = {},
    query = '',
  ): Promise<Response> =>
    fetch(`${api.url}/files/projects/import${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${caller.token}`, 'content-type': XLSX, 'idempotency-key': 'import-1', ...over },
      body: file,
    });
  const codes = async (response: Response): Promise<unknown[]> => {
    const body = (await response.json()) as { problems?: { code: string }[]; errors?: { extensions: { code: string } }[] };
    return [
      response.status,
      ...(body.problems ?? []).map(({ code }) => code),
      ...(body.errors ?? []).map(({ extensions }) => extensions.code),
    ];
  };

  beforeAll(async () => {
    api = await startTestApi({ clock });
    const database = await api.database();
    here = await testDistrict(database, 'yangpu');
    there = await testDistrict(database, 'yicheng');
    const officer = await as(here, 'officer');
    for (const [title, unit] of [
      ['=HYPERLINK("x")', here.units.bureau],
      ['街道项目', here.units.town],
    ] as const)
      await officer.run('RecordProject', { input: { title, unit, facts: { constructionAmountYuan: '980000.01' } }, key: title });
  });
  afterAll(() => api.close());

  it('gives each caller what they see, to keep and not to show', async () => {
    const all = await get('/files/projects.jsonl?orderBy=title', await as(here, 'officer'));
    expect(Object.fromEntries(all.headers)).toMatchObject({
      'content-disposition': `attachment; filename="projects.jsonl"; filename*=UTF-8''projects.jsonl`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    const lines = (await all.text())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toMatchObject([
      { title: '=HYPERLINK("x")', unit: 'bureau', amountFen: 98_000_001 },
      { title: '街道项目', unit: 'town', facts: { constructionAmountYuan: 980000.01 } },
    ]);
    expect((await (await get('/files/projects.jsonl', await as(here, 'townApplicant'))).text()).split('\n')).toHaveLength(2);
    expect(await (await get('/files/projects.jsonl', await as(there, 'officer'))).text()).toBe('');
  });

  it('is refused to who is not signed in or has no post for it, and with parameters that are none', async () => {
    expect(await codes(await get('/files/projects.xlsx'))).toEqual([401, 'sign-in-required']);
    expect(await codes(await get('/files/projects.xlsx', await as(here, 'editor')))).toEqual([403, 'not-permitted']);
    const wrong = await get('/files/projects.xlsx?status=open&amountFrom=1.001&page=2', await as(here, 'officer'));
    expect(await codes(wrong)).toEqual([422, 'parameter-not-valid', 'parameter-not-valid', 'parameter-not-valid']);
  });

  it('takes its own workbook back: first only to see, then for good, once for a key', async () => {
    const officer = await as(here, 'officer');
    const file = new Uint8Array(await (await get('/files/projects.xlsx', officer)).arrayBuffer());
    const report = (await (await send(file, officer, {}, '?dryRun=true')).json()) as { errors: { code: string }[] };
    expect(report).toMatchObject({ dryRun: true, rows: 2, imported: 0, errorCount: 2 });
    expect(report.errors.map(({ code }) => code)).toEqual(['code-taken', 'code-taken']);
    // The other district has other facts and no such project.
    const elsewhere = await send(file, await as(there, 'officer'));
    expect(await codes(elsewhere)).toEqual([422, 'heading-not-known']);
  });

  it('refuses bodies that are no workbook, of other types, or without a key', async () => {
    const officer = await as(here, 'officer');
    const junk = new TextEncoder().encode('no workbook');
    expect(await codes(await send(junk, officer))).toEqual([422, 'not-xlsx']);
    expect(await codes(await send(junk, officer, { 'content-type': 'text/plain' }))).toEqual([415, 'media-type-not-supported']);
    expect(await codes(await send(junk, officer, { 'idempotency-key': '' }))).toEqual([400, 'idempotency-key-missing']);
    expect(await codes(await send(new Uint8Array(), officer))).toEqual([400, 'body-missing']);
  });
});
