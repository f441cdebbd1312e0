import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Instant, Result } from '@guicheng/kernel';
import { localObjectStore, type FilePosition } from '@guicheng/persistence';
import type { Problem } from '@guicheng/policy-model';
import { templateDatabase, testDistrict, type TestDatabase, type TestDistrict } from '@guicheng/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import type { Caller } from '../../tenancy/caller.ts';
import { DAY, openRegister, type Register } from '../project.fixture.ts';
import { LARGEST_FILE, MOST_FILES } from './file-types.ts';
import { projectFileUseCases, type ProjectFileUseCases } from './project-file-use-cases.ts';

const MARK = { requestId: 'r', at: DAY };
const PDF = '%PDF-1.7 内容';
const codes = (result: Result<unknown, Problem[]>): string[] => (result.ok ? [] : result.error.map(({ code }) => code));

describe('files of a project', () => {
  let test: TestDatabase;
  let folder: string;
  let register: Register<TestDistrict>;
  let files: ProjectFileUseCases;
  let projectId: string;
  let serial = 0;
  const by = (person: Parameters<TestDistrict['caller']>[0]): Caller => register.here.caller(person);
  const objects = async (): Promise<string[]> =>
    (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name);
  async function* bytes(...parts: readonly (string | Buffer)[]): AsyncGenerator<Uint8Array> {
    for (const part of parts) yield Buffer.from(part);
  }
  const attach = (caller: Caller, name: string, source: AsyncIterable<Uint8Array>, key: string | null = null) =>
    files.attachFile(caller, { projectId, name, source }, MARK, ({ sha256 }) =>
      register.change(caller, key === null ? {} : { idempotency: { key, requestDigest: `${name} ${sha256}` } }),
    );

  beforeAll(async () => {
    test = await templateDatabase();
    register = await openRegister(test.appUrl, testDistrict);
    folder = await mkdtemp(join(tmpdir(), 'guicheng-files-'));
    const random = (count: number): Uint8Array =>
      Uint8Array.from({ length: count }, (_, index) => (index === count - 1 ? (serial += 1) : 0));
    files = projectFileUseCases({ database: register.database, random, files: localObjectStore(folder) });
    const caller = by('bureauApplicant');
    const input = { code: null, title: '附件', unitId: register.here.units.bureau, facts: {} };
    const made = await register.application.recordProject(caller, input, register.change(caller));
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    projectId = made.value.projectId;
  });
  afterAll(async () => {
    await register.close();
    await test.close();
    await rm(folder, { recursive: true });
  });

  it('are attached, read by who sees the project, and taken off; each leaves its audit entry', async () => {
    const caller = by('bureauApplicant');
    const made = await attach(caller, '批复.pdf', bytes('%PD', PDF.slice(3)));
    if (!made.ok) expect.fail(JSON.stringify(made.error));
    const { fileId, size, mediaType } = made.value;
    expect({ size, mediaType }).toEqual({ size: Buffer.byteLength(PDF), mediaType: 'application/pdf' });
    expect(await files.listFiles(caller, projectId, MARK)).toMatchObject({ ok: true, value: [{ fileId, name: '批复.pdf' }] });
    const read = await files.readFile(by('officer'), projectId, fileId, MARK);
    expect(read.ok && (await buffer(read.value.stream)).toString()).toBe(PDF);
    for (const stranger of [by('townApplicant'), register.there.caller('officer')])
      expect(codes(await files.readFile(stranger, projectId, fileId, MARK))).toEqual(['unknown-project']);
    expect(codes(await files.removeFile(by('auditor'), projectId, fileId, register.change(by('auditor'))))).toEqual(['not-permitted']);
    expect(codes(await files.removeFile(caller, projectId, fileId, register.change(caller)))).toEqual([]);
    expect(codes(await files.readFile(caller, projectId, fileId, MARK))).toEqual(['unknown-file']);
    const actions = (await register.audit('yicheng')).map(({ action }) => action);
    expect(actions.slice(-3)).toEqual(['project.attach-file', 'project.read-of-other-unit', 'project.remove-file']);
  });

  it.each([
    ['a path', '../x.pdf', PDF, 'file-name-not-valid'],
    ['a type that is not taken', 'x.html', '<script>', 'file-type-not-allowed'],
    ['no type', 'pdf', PDF, 'file-type-not-allowed'],
    ['content of another type', 'x.png', PDF, 'file-type-differs'],
    ['next to nothing', 'x.pdf', '%PDF-', 'file-type-differs'],
    ['nothing', 'x.pdf', '', 'file-empty'],
    ['an extension and no name', '.pdf', PDF, 'file-name-not-valid'],
    ['an extension and no name but dots and spaces', '. .pdf', PDF, 'file-name-not-valid'],
  ])('are refused with %s, and nothing is left of them', async (_, name, content, code) => {
    const before = await objects();
    expect(codes(await attach(by('bureauApplicant'), name, bytes(content)))).toEqual([code]);
    expect(await objects()).toEqual(before);
  });

  const TYPES = '[Content_Types].xml';
  /** An archive of parts by these names; `size`: bytes of the first, as they are. */
  const archive = (names: readonly string[], size = 1): Promise<Buffer> => {
    const zip = new ZipFile();
    names.forEach((name, index) => zip.addBuffer(Buffer.alloc(index === 0 ? size : 1), name, { compress: false }));
    zip.end();
    return buffer(zip.outputStream);
  };

  it.each<[string, string, readonly string[], number?]>([
    ['a document', 'x.docx', [TYPES, '_rels/.rels', 'word/document.xml']],
    ['a large document', 'x.docx', ['word/media/image1.png', TYPES, 'word/document.xml'], 3 * 1024 * 1024],
    ['a document that holds a workbook', 'x.docx', [TYPES, 'word/document.xml', 'word/embeddings/x.xlsx']],
    ['a workbook', 'x.XLSX', [TYPES, 'xl/workbook.xml']],
    ['an OFD', 'x.ofd', ['OFD.xml', 'Doc_0/Document.xml']],
  ])('of office are known by what is inside: %s is attached', async (_, name, parts, size) => {
    const file = await archive(parts, size);
    const chunks = Array.from({ length: Math.ceil(file.length / 65_536) }, (__, index) =>
      file.subarray(index * 65_536, (index + 1) * 65_536),
    );
    const attached = await attach(by('bureauApplicant'), name, bytes(...chunks));
    if (!attached.ok) expect.fail(JSON.stringify(attached.error));
    const read = await files.readFile(by('bureauApplicant'), projectId, attached.value.fileId, MARK);
    expect(read.ok && (await buffer(read.value.stream)).equals(file)).toBe(true);
  });

  it.each<[string, string, readonly string[], ((file: Buffer) => Buffer)?]>([
    ['a workbook', 'x.docx', [TYPES, 'xl/workbook.xml']],
    ['a document', 'x.xlsx', [TYPES, 'word/document.xml']],
    ['a document', 'x.ofd', [TYPES, 'word/document.xml']],
    ['an OFD', 'x.docx', ['OFD.xml', 'Doc_0/Document.xml']],
    ['any archive', 'x.docx', ['a.txt']],
    ['an archive with parts and no types', 'x.docx', ['word/document.xml']],
    ['a document with macros', 'x.docx', [TYPES, 'word/document.xml', 'word/vbaProject.bin']],
    ['a document cut off', 'x.docx', [TYPES, 'word/document.xml'], (file) => file.subarray(0, -30)],
    ['the beginning of an archive', 'x.docx', [TYPES, 'word/document.xml'], (file) => file.subarray(0, 8)],
    [
      'a path out of the archive',
      'x.docx',
      [TYPES, 'word/document.xml', '_./x'],
      (file) => Buffer.from(file.toString('latin1').replaceAll('_./x', '../x'), 'latin1'),
    ],
  ])('of office are known by what is inside: %s is refused as %s', async (_, name, parts, spoil = (file) => file) => {
    const before = await objects();
    expect(codes(await attach(by('bureauApplicant'), name, bytes(spoil(await archive(parts)))))).toEqual(['file-type-differs']);
    expect(await objects()).toEqual(before);
  });

  it('of office whose directory is larger than any document’s are refused', async () => {
    const names = Array.from({ length: 15_000 }, (_, index) => `word/${String(index).padStart(40, '0')}`);
    expect(codes(await attach(by('bureauApplicant'), 'x.docx', bytes(await archive([TYPES, ...names]))))).toEqual(['file-type-differs']);
  });

  it('are refused beyond 50 MB and to who may not write, and nothing is left of them', async () => {
    const before = await objects();
    const large = bytes(PDF, ...Array.from({ length: 51 }, () => Buffer.alloc(LARGEST_FILE / 50)));
    expect(codes(await attach(by('bureauApplicant'), 'x.pdf', large))).toEqual(['file-too-large']);
    expect(codes(await attach(by('auditor'), 'x.pdf', bytes(PDF)))).toEqual(['not-permitted']);
    expect(codes(await attach(by('townApplicant'), 'x.pdf', bytes(PDF)))).toEqual(['unknown-project']);
    expect(await objects()).toEqual(before);
  });

  it('of several projects are shown at once, to who sees them, in pages; one audit entry where units are not the own', async () => {
    const of = async (unit: 'bureau' | 'town', ...names: string[]): Promise<string> => {
      const input = { code: null, title: unit, unitId: register.here.units[unit], facts: {} };
      const made = await register.application.recordProject(by('officer'), input, register.change(by('officer')));
      if (!made.ok) throw new Error(JSON.stringify(made.error));
      const id = made.value.projectId;
      for (const name of names) {
        const attached = { projectId: id, name, source: bytes(PDF) };
        expect(codes(await files.attachFile(by('officer'), attached, MARK, () => register.change(by('officer'))))).toEqual([]);
      }
      return id;
    };
    const [bureau, town, none] = [await of('bureau', '1.pdf', '2.pdf', '3.pdf'), await of('town', '4.pdf'), await of('bureau')];
    const show = async (caller: Caller, ids: readonly string[], limit: number, from: FilePosition | null = null) => {
      const shown = await register.application.showProjectFiles(caller, ids, { from, limit }, MARK);
      if (!shown.ok) throw new Error(JSON.stringify(shown.error));
      return [...shown.value].map(([id, page]) => [id, page.files.map(({ name }) => name).join(), page.more, page.files.at(-1)] as const);
    };
    const before = (await register.audit('yicheng')).length;
    const own = await show(by('bureauApplicant'), [bureau, town, none, 'no id'], 2);
    expect(own.map(([id, names, more]) => [id, names, more]).sort()).toEqual(
      [
        [bureau, '1.pdf,2.pdf', true],
        [none, '', false],
      ].sort(),
    );
    const last = own.find(([id]) => id === bureau)![3]!;
    expect((await show(by('bureauApplicant'), [bureau], 2, last)).map(([, names, more]) => [names, more])).toEqual([['3.pdf', false]]);
    expect(await show(by('reviewer'), [bureau, town], 2)).toEqual([]);
    expect(await show(register.there.caller('officer'), [bureau, town], 2)).toEqual([]);
    expect(await register.audit('yicheng')).toHaveLength(before);
    expect((await show(by('auditor'), [bureau, town], 9)).map(([, names]) => names).sort()).toEqual(['1.pdf,2.pdf,3.pdf', '4.pdf']);
    expect((await register.audit('yicheng')).slice(before)).toMatchObject([
      { action: 'project.list-files-of-other-units', subjectId: 'yicheng', actorId: register.here.people.auditor },
    ]);
  });

  it('sent again with one key are one file', async () => {
    const caller = by('bureauApplicant');
    const before = (await objects()).length;
    const first = await attach(caller, 'once.pdf', bytes(PDF), 'once');
    expect(await attach(caller, 'once.pdf', bytes(PDF), 'once')).toEqual(first);
    expect(codes(await attach(caller, 'once.pdf', bytes(PDF, '!'), 'once'))).toEqual(['idempotency-key-reused']);
    expect(await objects()).toHaveLength(before + 1);
  });

  it('that an upload left behind are taken away a day later, others not', async () => {
    async function* breaking(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(PDF);
      throw new Error('the sender is gone');
    }
    await expect(attach(by('bureauApplicant'), 'gone.pdf', breaking())).rejects.toThrow('the sender is gone');
    const before = await objects();
    expect(await files.sweepUploads('yicheng', DAY)).toBe(0);
    expect(await files.sweepUploads('yicheng', (DAY + 25 * 3_600_000) as Instant)).toBe(1);
    expect(await files.sweepUploads('yicheng', (DAY + 25 * 3_600_000) as Instant)).toBe(0);
    expect(await objects()).toEqual(before);
  });

  it('taken off three times at once are taken off once, and told so', async () => {
    const caller = by('bureauApplicant');
    for (let round = 0; round < 5; round++) {
      const made = await attach(caller, `同时 ${round}.pdf`, bytes(PDF));
      if (!made.ok) expect.fail(JSON.stringify(made.error));
      const { fileId } = made.value;
      const taken = await Promise.all([1, 2, 3].map(() => files.removeFile(caller, projectId, fileId, register.change(caller))));
      expect(taken.flatMap(codes)).toEqual(['unknown-file', 'unknown-file']);
    }
  });

  it('attached at once are no more than a project may have', async () => {
    const caller = by('bureauApplicant');
    const standing = async (): Promise<number> => {
      const listed = await files.listFiles(caller, projectId, MARK);
      return listed.ok ? listed.value.length : 0;
    };
    const missing = MOST_FILES - 2 - (await standing());
    const filled = await register.database.change(register.change(caller), async ({ projectFiles }) => {
      for (let count = 0; count < missing; count++) {
        const fileId = `00000000-0000-7000-8000-${String(count).padStart(12, '0')}`;
        const content = { mediaType: 'application/pdf', size: 1, sha256: '0'.repeat(64), objectKey: `yicheng/${fileId}` };
        await projectFiles.add({ fileId, projectId, name: `${count}.pdf`, ...content, addedAt: DAY, addedBy: caller.id });
      }
      return { kind: 'done', value: null, audit: { action: 'test.fill', subjectKind: 'project', subjectId: projectId, details: {} } };
    });
    expect(filled.ok).toBe(true);
    const made = await Promise.all([1, 2, 3, 4, 5].map((one) => attach(caller, `最后 ${one}.pdf`, bytes(PDF))));
    expect(made.flatMap(codes)).toEqual(['too-many-files', 'too-many-files', 'too-many-files']);
    expect(await standing()).toBe(MOST_FILES);
  });
});
