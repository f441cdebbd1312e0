import { commands } from './commands.ts';

/** The help text of the program. */
export function helpText(version: string): string {
  const width = Math.max(...commands.map((command) => command.name.length)) + 2;
  return [
    `guicheng 规程 ${version}`,
    '用法 usage: guicheng <命令> [参数]；guicheng <命令> --help 看详细说明',
    '',
    ...commands.map((command) => `  ${command.name.padEnd(width)}${command.summary}`),
    '',
    '退出码 exit codes: 0 已回答／全部通过  1 案例未通过、政策包有问题、回执不一致或审计链不完好  2 输入有误被拒绝  70 程序故障',
    '',
  ].join('\n');
}
