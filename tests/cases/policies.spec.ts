import { relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLibrary, runCase } from 'guicheng/cases';

const library = await openLibrary();
if (!library.ok) throw new Error(JSON.stringify(library.error, null, 2));
const { shelf, policies } = library.value;

/** Every pack's own cases, by the same matcher as on the command line. */
describe.each(policies.map(({ policy, cases, directory }) => ({ id: policy.manifest.id, cases, directory })))(
  '$id',
  ({ cases, directory }) => {
    it('has cases of its own', () => {
      expect(cases.length, `${relative(process.cwd(), directory)}/cases`).toBeGreaterThan(0);
    });

    it.each(cases.map((one) => ({ ...one, name: `${one.title} (${one.id})` })))('$name', (one) => {
      expect(runCase(shelf, one)).toEqual([]);
    });
  },
);
