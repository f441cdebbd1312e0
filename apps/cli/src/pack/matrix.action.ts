import { districtMatrix, matrixPage, type CompiledPolicy, type DistrictMatrix } from '@guicheng/policy-engine';
import { EXIT } from '../exit-code.ts';
import { problemLine } from '../refusal.ts';
import type { PackAction } from './pack-action.ts';
import { questionOf, writePage } from './page-options.ts';
import { readCompiled } from './read-compiled.ts';

/** `guicheng pack matrix [--question Q] [--html FILE] [--json] [DIR…]`: of each district the latest version among the packs named. */
export const matrixAction: PackAction = async ({ directories, values }, terminal) => {
  const question = questionOf(values);
  if (!question.ok) {
    terminal.complain(`guicheng pack: ${problemLine(question.error)}`);
    return EXIT.refused;
  }
  const read = await Promise.all(directories.map(readCompiled));
  const problems = read.flatMap((one) => (one.ok ? [] : one.error));
  if (problems.length > 0) {
    for (const problem of problems) terminal.complain(`guicheng pack: ${problemLine(problem)}`);
    return EXIT.failed;
  }
  const matrix = districtMatrix(latestOfEach(read.flatMap((one) => (one.ok ? [one.value] : []))), question.value);
  if (values['json'] === true) await terminal.write(`${JSON.stringify(matrix)}\n`);
  else if (typeof values['html'] !== 'string') await terminal.write(textOf(matrix));
  return typeof values['html'] === 'string' ? await writePage(values['html'], matrixPage(matrix), terminal) : EXIT.ok;
};

/** The version of each district that begins last; an undated text stands for itself. */
function latestOfEach(policies: readonly CompiledPolicy[]): CompiledPolicy[] {
  const latest = new Map<string, CompiledPolicy>();
  for (const policy of policies) {
    const { id } = policy.policy.manifest.district;
    const known = latest.get(id);
    if (known === undefined || (policy.effectiveFrom ?? -Infinity) > (known.effectiveFrom ?? -Infinity)) latest.set(id, policy);
  }
  return [...latest.values()];
}

function textOf({ policies, rows }: DistrictMatrix): string {
  const lines = rows.flatMap(({ question, kind, title, cells }) => [
    `${question} ${kind} ${title.zh}`,
    ...cells.flatMap(({ entries }, column) =>
      entries.map(({ words, cited }) => `  ${policies[column]!.districtZh}：${words.zh}${cited === '' ? '' : `（${cited}）`}`),
    ),
  ]);
  return [`${policies.map(({ id }) => id).join('、')}：事项 matters ${rows.length}`, ...lines, ''].join('\n');
}
