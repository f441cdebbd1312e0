import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { guicheng } from '../cli/guicheng.ts';
import { POLICIES } from './pages.ts';

const policies = fileURLToPath(new URL('../../policies', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'guicheng-pages-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('guicheng pack render', () => {
  it('writes both formats of every policy, the same bytes as the library', async () => {
    const out = join(folder, 'all');
    expect(await guicheng(['pack', 'render', '--out', out, policies])).toMatchObject({ status: 0, stderr: '' });
    const names = POLICIES.flatMap(({ id }) => [`${id.replace('/', '-')}.html`, `${id.replace('/', '-')}.md`]);
    expect(readdirSync(out).sort()).toEqual(names.sort());
    for (const { id, html, markdown } of POLICIES) {
      expect(readFileSync(join(out, `${id.replace('/', '-')}.html`), 'utf8') === html, id).toBe(true);
      expect(readFileSync(join(out, `${id.replace('/', '-')}.md`), 'utf8') === markdown, id).toBe(true);
    }
  });

  it('writes one format of one policy when told so', async () => {
    const out = join(folder, 'one');
    const run = await guicheng(['pack', 'render', '--format', 'md', '--out', out, join(policies, 'shanghai', '2018')]);
    expect(run.status).toBe(0);
    expect(readdirSync(out)).toEqual(['shanghai-2018.md']);
  });

  it('refuses a format it does not write, and writes nothing', async () => {
    const out = join(folder, 'none');
    expect(await guicheng(['pack', 'render', '--format', 'pdf', '--out', out, policies])).toMatchObject({ status: 2, stdout: '' });
    expect(() => readdirSync(out)).toThrow();
  });
});
