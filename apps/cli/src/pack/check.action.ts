import { EXIT } from '../exit-code.ts';
import { problemLine } from '../refusal.ts';
import { checkPack } from './check-pack.ts';
import type { PackAction } from './pack-action.ts';

/** `guicheng pack check DIR…` */
export const checkAction: PackAction = async ({ directories }, terminal) => {
  let problems = 0;
  for (const directory of directories) {
    const checked = await checkPack(directory);
    problems += checked.problems.length;
    const lines = checked.problems.map((problem) => `  ${problemLine(problem)}`);
    await terminal.write(
      [
        `${checked.problems.length === 0 ? '✓' : '✗'} ${directory}${checked.digest === null ? '' : ` ${checked.digest}`}，表单 ${checked.formCount} forms`,
        ...lines,
        '',
      ].join('\n'),
    );
  }
  await terminal.write(problems === 0 ? '没有问题 no problems\n' : `共 ${problems} 个问题 problems\n`);
  return problems === 0 ? EXIT.ok : EXIT.failed;
};
