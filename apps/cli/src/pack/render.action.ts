import { join, relative, resolve } from 'node:path';
import { pageHtml, pageMarkdown, policyPage, type PolicyPage } from '@guicheng/policy-engine';
import { readPack, readVocabulary } from '@guicheng/policy-model/folder';
import { EXIT } from '../exit-code.ts';
import { writeNamedFile } from '../named-file.ts';
import { policiesRootOf } from '../policies-root.ts';
import { problemLine, usageProblem } from '../refusal.ts';
import type { PackAction } from './pack-action.ts';

/** Format -> how it is written; the name is also the file's ending. */
const FORMATS: Readonly<Record<string, (page: PolicyPage) => string>> = { html: pageHtml, md: pageMarkdown };

/** Where pages go when no folder is named. */
const DEFAULT_OUT = 'policy-pages';

/** `guicheng pack render [--format html|md] [--out DIR] DIR…`: one page a policy, both formats when none is named. */
export const renderAction: PackAction = async ({ directories, values }, terminal) => {
  const { format, out } = values;
  if (typeof format === 'string' && !Object.hasOwn(FORMATS, format)) {
    terminal.complain(
      `guicheng pack: ${problemLine(usageProblem('--format', `没有格式“${format}”：可用 html、md。`, `There is no format "${format}": html, md.`))}`,
    );
    return EXIT.refused;
  }
  const formats = typeof format === 'string' ? [format] : Object.keys(FORMATS);
  const folder = resolve(typeof out === 'string' ? out : DEFAULT_OUT);
  let refused = 0;
  for (const directory of directories) {
    const { policy, problems } = await readPack(directory, await readVocabulary(policiesRootOf(directory)));
    const page = policy === undefined || problems.length > 0 ? undefined : policyPage(policy);
    if (page?.ok !== true) {
      refused += 1;
      const found = page === undefined ? problems : page.error;
      await terminal.write([`✗ ${directory}`, ...found.map((problem) => `  ${problemLine(problem)}`), ''].join('\n'));
      continue;
    }
    for (const name of formats) {
      const file = join(folder, `${page.value.policy.replaceAll('/', '-')}.${name}`);
      const text = FORMATS[name]!(page.value);
      const written = await writeNamedFile(file, text);
      if (!written.ok) {
        terminal.complain(`guicheng pack: ${problemLine(written.error)}`);
        return EXIT.refused;
      }
      await terminal.write(
        `✓ ${page.value.policy} -> ${relative(process.cwd(), file)} (${Math.ceil(Buffer.byteLength(text) / 1024)} KiB)\n`,
      );
    }
  }
  return refused === 0 ? EXIT.ok : EXIT.failed;
};
