import { clauseCoverage, coverageProblems, textProblems, type ClauseCoverage, type Problem } from '@guicheng/policy-model';
import { readPack, readVocabulary } from '@guicheng/policy-model/folder';
import { EXIT } from '../exit-code.ts';
import { readNamedFile } from '../named-file.ts';
import { policiesRootOf } from '../policies-root.ts';
import { problemLine } from '../refusal.ts';
import type { PackAction } from './pack-action.ts';

/** Chinese and English name of each way a clause is covered, in the order of the table. */
const COLUMNS: readonly (readonly [ClauseCoverage['as'], string])[] = [
  ['carried', '规则承载 carried'],
  ['person', '由人判断 person'],
  ['narrative', '叙述 narrative'],
  ['no-facts', '无事实可判 no facts'],
  ['unaccounted', '未说明 unaccounted'],
];

/** `guicheng pack coverage [--text FILE] [--list] DIR…`: the clause map per document; fails on what is not accounted for. */
export const coverageAction: PackAction = async ({ directories, values }, terminal) => {
  let problems = 0;
  const official = typeof values['text'] === 'string' ? await readNamedFile(values['text']) : undefined;
  if (official?.ok === false) {
    terminal.complain(`guicheng pack: ${problemLine(official.error)}`);
    return EXIT.refused;
  }
  for (const directory of directories) {
    const { policy, problems: unread } = await readPack(directory, await readVocabulary(policiesRootOf(directory)));
    const found: Problem[] = [...unread];
    if (policy !== undefined) {
      found.push(...coverageProblems(policy));
      if (official !== undefined) found.push(...textProblems(policy, new TextDecoder().decode(official.value)));
      const coverage = clauseCoverage(policy);
      await terminal.write(`${policy.manifest.id} ${policy.manifest.titleZh}\n${tableOf(policy.manifest.documents, coverage)}`);
      if (values['list'] === true) await terminal.write(coverage.map(lineOf).join(''));
    }
    problems += found.length;
    await terminal.write(found.map((problem) => `  ${problemLine(problem)}\n`).join(''));
  }
  await terminal.write(problems === 0 ? '每个条款都有去向 every clause is accounted for\n' : `共 ${problems} 个问题 problems\n`);
  return problems === 0 ? EXIT.ok : EXIT.failed;
};

function tableOf(documents: readonly { readonly id: string; readonly titleZh: string }[], coverage: readonly ClauseCoverage[]): string {
  return documents
    .map(({ id, titleZh }) => {
      const rows = coverage.filter(({ clause }) => clause.document === id);
      const counts = COLUMNS.map(([as, title]) => `${title} ${rows.filter((row) => row.as === as).length}`);
      return `  《${titleZh}》 条款 clauses ${rows.length}：${counts.join('，')}\n`;
    })
    .join('');
}

const lineOf = ({ clause, as, by }: ClauseCoverage): string =>
  `    ${clause.id} ${clause.article}: ${as === 'carried' ? by.join(', ') : as}\n`;
