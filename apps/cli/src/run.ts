import { commands } from './commands.ts';
import { EXIT } from './exit-code.ts';
import type { ExitCode } from './exit-code.ts';
import { helpText } from './help.ts';
import type { Terminal } from './terminal.ts';

/** Runs the command that the arguments name. */
export async function run(args: readonly string[], terminal: Terminal, version: string): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    await terminal.write(helpText(version));
    return name === undefined ? EXIT.refused : EXIT.ok;
  }
  if (name === '--version' || name === '-v') {
    await terminal.write(`${version}\n`);
    return EXIT.ok;
  }
  const entry = commands.find((command) => command.name === name);
  if (entry === undefined) {
    terminal.complain(
      `guicheng: 没有“${name}”这个命令，可用的命令：${commands.map((command) => command.name).join('、')}。 There is no command "${name}".`,
    );
    return EXIT.refused;
  }
  const command = await entry.load();
  return command(rest, terminal);
}
