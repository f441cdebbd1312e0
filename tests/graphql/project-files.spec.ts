import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
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
    // Whatever is refused is refused in one shape.
    const body = (await response.json()) as { problems?: { code: string; messageZh: string }[] };
    return [response.status, ...(body.problems ?? []).map(({ code, messageZh }) => (messageZh === '' ? 'without words' : code))];
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
    for (const nature of ['%00', 'NEW-BUILD', 'a b'])
      expect(await codes(await get(`/files/projects.jsonl?nature=${nature}`, await as(here, 'officer')))).toEqual([
        422,
        'parameter-not-valid',
      ]);
  });

  it('imports nothing while it is not told plainly whether to', async () => {
    const officer = await as(here, 'officer');
    const file = new Uint8Array(await (await get('/files/projects.xlsx', officer)).arrayBuffer());
    for (const query of ['?dryRun=TRUE', '?dryRun=1', '?dryRun=', '?dryrun=true', '?dryRun=true&dryRun=false'])
      expect(await codes(await send(file, officer, { 'idempotency-key': query }, query))).toEqual([422, 'parameter-not-valid']);
  });

  it('takes its own workbook back: first only to see, then for good, once for a key', async () => {
    const officer = await as(here, 'officer');
    const file = new Uint8Array(await (await get('/files/projects.xlsx', officer)).arrayBuffer());
    const report = (await (await send(file, officer, {}, '?dryRun=true')).json()) as { errors: { code: string }[] };
    expect(report).toMatchObject({ dryRun: true, rows: 2, imported: 0, errorCount: 2 });
    expect(report.errors.map(({ code }) => code)).toEqual(['code-taken', 'code-taken']);
    // Worded as every refusal is.
    expect(Object.keys(report.errors[0]!)).toEqual(['row', 'column', 'heading', 'code', 'messageZh', 'messageEn']);
    // The other district has other facts and no such project.
    const elsewhere = await send(file, await as(there, 'officer'));
    expect(await codes(elsewhere)).toEqual([422, 'heading-not-known']);
  });

  it('refuses bodies that are no workbook, of other types, or without a key', async () => {
    const officer = await as(here, 'officer');
    const junk = new TextEncoder().encode('no workbook');
    expect(await codes(await send(junk, officer))).toEqual([422, 'not-xlsx']);
    expect(await codes(await send(junk, officer, { 'content-type': 'text/plain' }))).toEqual([415, 'media-type-not-supported']);
    const csv = await (await send(junk, officer, { 'content-type': 'text/csv' })).json();
    expect(csv).toMatchObject({ problems: [{ messageZh: expect.stringContaining('.xlsx'), messageEn: expect.stringContaining('.xlsx') }] });
    expect(await codes(await send(junk, officer, { 'idempotency-key': '' }))).toEqual([400, 'idempotency-key-missing']);
    expect(await codes(await send(new Uint8Array(), officer))).toEqual([400, 'body-missing']);
  });

  describe('files of a project', () => {
    let projectId: string;
    const PDF = new TextEncoder().encode('%PDF-1.7 canary');
    const ask = async (
      caller: SignedInCaller,
      method: string,
      path: string,
      over: Record<string, unknown> = {},
      body?: Uint8Array<ArrayBuffer>,
    ) =>
      fetch(`${api.url}/files/projects/${projectId}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${caller.token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/octet-stream' }),
          'idempotency-key': path + method,
          ...(over as Record<string, string>),
        },
        ...(body === undefined ? {} : { body }),
      });

    beforeAll(async () => {
      const officer = await as(here, 'officer');
      const { recordProject } = await officer.run('RecordProject', { input: { title: '有附件', unit: here.units.bureau }, key: 'files' });
      projectId = recordProject.__typename === 'Project' ? recordProject.id : '';
    });

    it('are attached, listed, downloaded and taken off', async () => {
      const caller = await as(here, 'bureauApplicant');
      const name = `?name=${encodeURIComponent('批复 "一".pdf')}`;
      const attached = await ask(caller, 'POST', name, {}, PDF);
      expect(attached.status).toBe(201);
      const { id } = (await attached.json()) as { id: string };
      expect(await (await ask(caller, 'POST', name, {}, PDF)).json()).toMatchObject({ id });
      // Named as the file's type in the schema names them.
      const standing = { attachedAt: '2026-01-05T10:00:00+08:00', attachedBy: here.people.bureauApplicant };
      expect(await (await ask(caller, 'GET', '')).json()).toMatchObject({
        files: [{ id, name: '批复 "一".pdf', size: PDF.length, ...standing }],
      });
      const read = await ask(caller, 'GET', `/${id}`);
      expect(read.headers.get('content-disposition')).toBe(
        `attachment; filename="______.pdf"; filename*=UTF-8''${encodeURIComponent('批复 "一".pdf')}`,
      );
      expect(new Uint8Array(await read.arrayBuffer())).toEqual(PDF);
      for (const stranger of [await as(there, 'officer'), await as(here, 'townApplicant')])
        expect(await codes(await ask(stranger, 'GET', `/${id}`))).toEqual([404, 'unknown-project']);
      expect((await ask(caller, 'DELETE', `/${id}`)).status).toBe(200);
      expect(await codes(await ask(caller, 'GET', `/${id}`))).toEqual([404, 'unknown-file']);
    });

    it('are told of with their project, in a list with one audit entry for all of it, and lead to what is downloaded', async () => {
      const caller = await as(here, 'bureauApplicant');
      for (const name of ['一.pdf', '二.pdf'])
        expect((await ask(caller, 'POST', `?name=${encodeURIComponent(name)}`, {}, PDF)).status).toBe(201);
      const shown = await caller.run('Project', { id: projectId });
      const files = shown.project.__typename === 'Project' ? shown.project.files : expect.fail();
      if (files.__typename !== 'ProjectFileConnection') expect.fail(JSON.stringify(files));
      // Attached in one millisecond of this clock: either may be the first.
      const [first, second] = files.nodes;
      expect([first!.name, second!.name].sort()).toEqual(['一.pdf', '二.pdf']);
      expect(files.pageInfo.hasNextPage).toBe(false);
      expect(first).toMatchObject({
        mediaType: 'application/pdf',
        size: PDF.length,
        sha256: createHash('sha256').update(PDF).digest('hex'),
        attachedAt: '2026-01-05T10:00:00+08:00',
        attachedBy: here.people.bureauApplicant,
      });
      const read = await get(first!.downloadPath, caller);
      expect([read.status, new Uint8Array(await read.arrayBuffer())]).toEqual([200, PDF]);
      const PAGE =
        'files(first: 1, after: $after) { ... on ProjectFileConnection { nodes { name } pageInfo { endCursor hasNextPage } } ... on RequestRefused { problems { code } } }';
      const list = async (who: SignedInCaller, after: string | null = null) => {
        const query = `query ($after: String) { projects(filter: { text: "有附件" }) { ... on ProjectConnection { nodes { id ${PAGE} } edges { node { ${PAGE} } } } } }`;
        const { body } = await who.ask(query, { after });
        return (body.data as unknown as { projects: { nodes: { files: Record<string, unknown> }[]; edges: { node: unknown }[] } }).projects;
      };
      const { nodes, edges } = await list(caller);
      expect(nodes).toMatchObject([{ id: projectId, files: { nodes: [{ name: first!.name }], pageInfo: { hasNextPage: true } } }]);
      expect(edges).toMatchObject([{ node: { files: nodes[0]!.files } }]);
      const { endCursor } = nodes[0]!.files['pageInfo'] as { endCursor: string };
      expect((await list(caller, endCursor)).nodes).toMatchObject([{ files: { nodes: [{ name: second!.name }] } }]);
      expect((await list(caller, `${endCursor}x`)).nodes).toMatchObject([{ files: { problems: [{ code: 'cursor-not-valid' }] } }]);
      expect((await list(await as(here, 'townApplicant'))).nodes).toEqual([]);
      const database = await api.database();
      const entries = async () => database.inDistrict('yangpu', ({ auditLog }) => auditLog.after(null, 10_000));
      const auditor = await as(here, 'auditor');
      const before = (await entries()).length;
      await list(auditor);
      expect((await entries()).slice(before).map(({ action }) => action)).toEqual([
        'project.list-of-other-units',
        'project.list-files-of-other-units',
      ]);
    });

    it('whose content the store has lost are refused by name, and the operator is told in the log', async () => {
      const caller = await as(here, 'bureauApplicant');
      const attached = await ask(caller, 'POST', '?name=lost.pdf', {}, PDF);
      const { id } = (await attached.json()) as { id: string };
      await rm(join(api.dataDirectory, 'files', 'objects'), { recursive: true });
      expect(await codes(await ask(caller, 'GET', `/${id}`))).toEqual([410, 'file-content-missing']);
      expect(api.log.map((line) => JSON.parse(line) as Record<string, unknown>)).toContainEqual(
        expect.objectContaining({ msg: 'content of a file is missing in the store', fileId: id, district: 'yangpu' }),
      );
      expect((await ask(caller, 'DELETE', `/${id}`)).status).toBe(200);
    });

    it('are refused with what is wrong', async () => {
      const caller = await as(here, 'bureauApplicant');
      const post = async (path: string, over: Record<string, unknown> = {}, body = PDF) =>
        codes(await ask(caller, 'POST', path, over, body));
      expect(await post('?name=../x.pdf')).toEqual([422, 'file-name-not-valid']);
      expect(await post('?name=x.exe')).toEqual([422, 'file-type-not-allowed']);
      expect(await post('?name=x.pdf', {}, new Uint8Array())).toEqual([422, 'file-empty']);
      expect(await post('?name=x.png')).toEqual([422, 'file-type-differs']);
      expect(await post('?name=x.pdf', { 'content-type': 'text/plain' })).toEqual([415, 'media-type-not-supported']);
      expect(await post('?name=x.pdf', { 'content-type': 'multipart/form-data; boundary=x' })).toEqual([415, 'media-type-not-supported']);
      expect(await post('?name=x.pdf', { 'idempotency-key': '' })).toEqual([400, 'idempotency-key-missing']);
      expect(await codes(await ask(await as(here, 'auditor'), 'POST', '?name=x.pdf', {}, PDF))).toEqual([403, 'not-permitted']);
    });
  });
});
