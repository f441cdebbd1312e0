import type { Command } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { openLibrary } from '../library.ts';
import { readOptions } from '../options.ts';
import { problemLine, usageProblem } from '../refusal.ts';
import { findCaseFiles, readCaseFile } from './case-files.ts';
import { runCase } from './run-case.ts';

const help = `用法 usage: guicheng cases 目录或文件…

逐个运行案例文件（JSON 数组；目录会逐层查找 *.json），列出每个未通过的案例，
最后一行为 “N passed, N failed”。有未通过的退出码为 1，读不懂的文件为 2。
Runs case files against the policies that come with this program.
`;

/** `guicheng cases DIR|FILE…` */
export const casesCommand: Command = async (args, terminal) => {
  const options = readOptions(args, { help: { type: 'boolean', short: 'h' } });
  if (options.ok && options.value.values.help === true) {
    await terminal.write(help);
    return EXIT.ok;
  }
  const paths = options.ok ? options.value.positionals : [];
  if (!options.ok || paths.length === 0) {
    terminal.complain(
      `guicheng cases: ${problemLine(options.ok ? usageProblem('', '请给出案例文件或目录。', 'Name a case file or a folder.') : options.error)}`,
    );
    return EXIT.refused;
  }
  const [files, library] = await Promise.all([findCaseFiles(paths), openLibrary()]);
  if (!files.ok || !library.ok) {
    for (const one of [...(files.ok ? [] : files.error), ...(library.ok ? [] : library.error)])
      terminal.complain(`guicheng cases: ${problemLine(one)}`);
    return EXIT.refused;
  }
  let passed = 0;
  let failed = 0;
  let unreadable = 0;
  for (const file of files.value) {
    const cases = await readCaseFile(file);
    if (!cases.ok) {
      unreadable += 1;
      for (const one of cases.error) terminal.complain(`guicheng cases: ${problemLine(one)}`);
      continue;
    }
    for (const one of cases.value) {
      const findings = runCase(library.value.shelf, one);
      if (findings.length === 0) passed += 1;
      else {
        failed += 1;
        await terminal.write([`✗ ${one.id} ${one.title} (${file})`, ...findings.map((line) => `    ${line}`), ''].join('\n'));
      }
    }
  }
  await terminal.write(`${passed} passed, ${failed} failed\n`);
  if (unreadable > 0) return EXIT.refused;
  return failed > 0 ? EXIT.failed : EXIT.ok;
};
