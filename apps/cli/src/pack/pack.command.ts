import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { readOptions } from '../options.ts';
import { problemLine, usageProblem } from '../refusal.ts';
import { checkPack } from './check-pack.ts';

const help = `用法 usage: guicheng pack check 目录…

检查政策包（含 pack.json 的目录；上级目录会逐层查找），一次列出全部问题：代码、JSON Pointer、中文和英文，
并用两个解释器运行包内案例。有问题时退出码为 1。
Checks policy packs and lists all their problems at once.
`;

/** `guicheng pack check DIR…` */
export const packCommand: Command = async (args, terminal) => {
  const options = readOptions(args, { help: { type: 'boolean', short: 'h' } });
  if (options.ok && options.value.values.help === true) {
    await terminal.write(help);
    return EXIT.ok;
  }
  const [action, ...paths] = options.ok ? options.value.positionals : [];
  if (!options.ok || action !== 'check' || paths.length === 0) {
    const problem = options.ok ? usageProblem('', '用法：guicheng pack check 目录…', 'Usage: guicheng pack check DIR…') : options.error;
    terminal.complain(`guicheng pack: ${problemLine(problem)}`);
    return EXIT.refused;
  }
  const found = await Promise.all(paths.map(async (path) => ({ path, packs: await packsBelow(resolve(path)) })));
  const empty = found.filter(({ packs }) => packs.length === 0);
  for (const { path } of empty) terminal.complain(`guicheng pack: ${problemLine({ code: 'no-pack', pointer: path, zh: `${path} 中没有政策包（pack.json）。`, en: `${path} holds no pack (pack.json).` })}`);
  if (empty.length > 0) return EXIT.refused;
  let problems = 0;
  for (const directory of new Set(found.flatMap(({ packs }) => packs))) {
    const checked = await checkPack(directory);
    problems += checked.problems.length;
    const lines = checked.problems.map((problem) => `  ${problemLine(problem)}`);
    await terminal.write([`${checked.problems.length === 0 ? '✓' : '✗'} ${directory}${checked.digest === null ? '' : ` ${checked.digest}`}`, ...lines, ''].join('\n'));
  }
  await terminal.write(problems === 0 ? '没有问题 no problems\n' : `共 ${problems} 个问题 problems\n`);
  return problems === 0 ? EXIT.ok : EXIT.failed;
};

/** Folders that hold a pack.json, the path itself included, in alphabetical order. */
async function packsBelow(path: string): Promise<string[]> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (found?.isDirectory() !== true) return [];
  const entries = await readdir(path, { withFileTypes: true });
  if (entries.some((entry) => entry.name === 'pack.json')) return [path];
  const below = await Promise.all(entries.filter((entry) => entry.isDirectory() && entry.name !== 'node_modules').map((entry) => packsBelow(join(path, entry.name))));
  return below.flat().sort();
}
