import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { readForms, type PackForm } from './forms-folder.ts';

/** The packs of this repository. */
export const POLICIES = fileURLToPath(new URL('../../../../policies', import.meta.url));

/** One form of a pack of this repository, with its example; throws when there is none. */
export async function packForm(pack: string, id: string): Promise<PackForm> {
  const { forms } = await readForms(join(POLICIES, pack));
  const form = forms.find((one) => one.id === id);
  if (form === undefined) throw new Error(`no form ${pack} ${id}`);
  return form;
}
