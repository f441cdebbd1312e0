import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packFolders, readPack, readVocabulary } from '../folder.ts';
import { readForms } from './forms-folder.ts';
import { POLICIES } from './pack-form.fixture.ts';

describe('forms on disk', () => {
  let pack: string;
  beforeEach(async () => {
    pack = await mkdtemp(join(tmpdir(), 'forms-'));
    await cp(join(POLICIES, 'yicheng/2022-1'), pack, { recursive: true });
  });
  afterEach(() => rm(pack, { recursive: true }));

  const found = async () => (await readForms(pack)).problems.map(({ code, pointer }) => `${code} ${pointer}`);

  it('a pack without the folder has no forms, and nothing is wrong', async () => {
    await rm(join(pack, 'forms'), { recursive: true });
    expect(await readForms(pack)).toEqual({ forms: [], problems: [] });
  });

  it('names a form without an example, an example without a form and what is no JSON, all at once', async () => {
    await rm(join(pack, 'forms/examples/request-letter.json'));
    await writeFile(join(pack, 'forms/examples/ghost.json'), '{}');
    await writeFile(join(pack, 'forms/application-form.json'), '{');
    await writeFile(join(pack, 'forms/construction-plan.json'), '[]');
    expect(await found()).toEqual([
      'not-json /forms/application-form',
      'wrong-type /forms/construction-plan',
      'file-missing /forms/request-letter/example',
      'form-not-known /forms/ghost/example',
    ]);
  });

  it('refuses an example that its form refuses, with a pointer into the example', async () => {
    await writeFile(join(pack, 'forms/examples/request-letter.json'), '{"contactName": 3}');
    const { problems } = await readPack(pack, await readVocabulary(POLICIES));
    expect(problems.map(({ pointer }) => pointer)).toContain('/forms/request-letter/example/contactName');
  });

  it('a folder in the place of a form, and a key that stands twice, are refused with their place', async () => {
    await mkdir(join(pack, 'forms/folder.json'));
    await writeFile(join(pack, 'forms/twice.json'), '{"title": "a", "title": "b"}');
    const codes = (await readForms(pack)).problems.map(({ code, pointer }) => `${code} ${pointer}`);
    expect(codes).toContain('file-unreadable /forms/folder');
    expect(codes).toContainEqual(expect.stringMatching(/^key-twice \/forms\/twice/));
  });

  it('a form has its own digest: the same whatever the order of its keys', async () => {
    const [first] = (await readForms(pack)).forms;
    const { $schema, ...rest } = first!.form;
    await writeFile(join(pack, `forms/${first!.id}.json`), JSON.stringify({ ...rest, $schema }));
    expect((await readForms(pack)).forms[0]!.digest).toBe(first!.digest);
    expect(first!.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it('a form does not touch the content that decides: the policy is the same without it', async () => {
    const vocabulary = await readVocabulary(POLICIES);
    const withForms = await readPack(pack, vocabulary);
    await rm(join(pack, 'forms'), { recursive: true });
    expect((await readPack(pack, vocabulary)).policy).toEqual(withForms.policy);
    expect((await packFolders(POLICIES)).length).toBeGreaterThan(0);
  });
});
