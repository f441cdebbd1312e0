import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { readOptions } from '../options.ts';
import { policiesRoot } from '../policies-root.ts';
import { problemLine, usageProblem } from '../refusal.ts';
import { analyseAction } from './analyse.action.ts';
import { checkAction } from './check.action.ts';
import { compareAction } from './compare.action.ts';
import { coverageAction } from './coverage.action.ts';
import { matrixAction } from './matrix.action.ts';
import { mutateAction } from './mutate.action.ts';
import type { PackAction } from './pack-action.ts';
import { findPacks } from './packs-below.ts';
import { renderAction } from './render.action.ts';

/** Every action of `guicheng pack`. */
const ACTIONS: Readonly<Record<string, PackAction>> = {
  check: checkAction,
  analyse: analyseAction,
  compare: compareAction,
  matrix: matrixAction,
  coverage: coverageAction,
  mutate: mutateAction,
  render: renderAction,
};

const help = `用法 usage: guicheng pack 动作 目录…      目录：含 pack.json 的目录，或其上级目录

  check      一次列出政策包的全部问题（代码、JSON Pointer、中文和英文），并用两个解释器运行包内案例
             all problems of the packs at once; both interpreters over their cases
  analyse    静态分析：空缺、冲突、从不适用的规则、不起作用的事实等；每项附最少事实和条款；--list 也列出提示，--json 供程序读取，
             --seed 与 --steps 决定抽样种子和每组的计算上限；包内 analysis-notes.json 说明文本本身造成的发现
             gaps, conflicts, dead rules, idle facts …, each with the fewest facts that show it; --list also the notes, --json for programs
  compare    两个政策包的判定有何不同：每处列出最少事实、前后结果、规则和条款；--question 问题 只比较一问，--html 文件 写成网页，--json 供程序读取
             what two packs decide differently, with the fewest facts that show it; --question for one, --html FILE, --json
  matrix     各区对照：门槛、承办主体、日期与期限，均由规则列出（不写目录为全部政策包）；--question、--html、--json 同上
             the same questions in every district, read from the rules (without DIR: all packs)
  coverage   条款对照表：每个条款由哪些规则承载，或如何说明去向；--list 逐条列出；--text 文件 与官方文本核对摘要
             the clause map; --list every clause; --text FILE checks the digests against the official text
  mutate     逐处改动规则，看包内案例能否发现（至少 95 %），列出未被发现的改动
             changes the rules in one place at a time and reports what the cases do not notice
  render     每份政策写成一页可校对的网页和 Markdown（--format html|md 只写一种；--out 目录，默认 policy-pages）
             one page a policy to proof-read, as HTML and Markdown (--format html|md for one; --out DIR, default policy-pages)

有问题时退出码为 1。 Exit status 1 when there are problems.
`;

/** `guicheng pack ACTION DIR…` */
export const packCommand: Command = async (args, terminal) => {
  const options = readOptions(args, {
    help: { type: 'boolean', short: 'h' },
    text: { type: 'string' },
    list: { type: 'boolean' },
    format: { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean' },
    seed: { type: 'string' },
    steps: { type: 'string' },
    question: { type: 'string' },
    html: { type: 'string' },
  });
  if (options.ok && options.value.values.help === true) {
    await terminal.write(help);
    return EXIT.ok;
  }
  const [name, ...named] = options.ok ? options.value.positionals : [];
  const paths = name === 'matrix' && named.length === 0 ? [policiesRoot()] : named.map(placeOf);
  const action = name !== undefined && Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (!options.ok || action === undefined || paths.length === 0) {
    const usage = usageProblem(
      '',
      `用法：guicheng pack ${Object.keys(ACTIONS).join('|')} 目录…`,
      `Usage: guicheng pack ${Object.keys(ACTIONS).join('|')} DIR…`,
    );
    terminal.complain(`guicheng pack: ${problemLine(options.ok ? usage : options.error)}`);
    return EXIT.refused;
  }
  const packs = await findPacks(paths);
  if (!packs.ok) {
    for (const problem of packs.error) terminal.complain(`guicheng pack: ${problemLine(problem)}`);
    return EXIT.refused;
  }
  // A pack may be compared with itself; everything else looks at each once.
  const directories = action === compareAction ? packs.value : [...new Set(packs.value)];
  return action({ directories, values: options.value.values }, terminal);
};

/** A path as it was written; an id such as `north/2024`, where no folder of that name lies here, is a pack of the program's own. */
function placeOf(written: string): string {
  const own = join(policiesRoot(), written);
  return !existsSync(written) && existsSync(own) ? own : written;
}
