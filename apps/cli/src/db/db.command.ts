import type { Command } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { readOptions } from '../options.ts';
import { problemLine, usageProblem } from '../refusal.ts';
import { dbHelp } from './db-help.ts';
import { migrateAction } from './migrate.action.ts';

/** `guicheng db migrate` */
export const dbCommand: Command = async (args, terminal) => {
  const options = readOptions(args, { help: { type: 'boolean', short: 'h' } });
  if (options.ok && options.value.values.help === true) {
    await terminal.write(dbHelp);
    return EXIT.ok;
  }
  if (options.ok && options.value.positionals.length === 1 && options.value.positionals[0] === 'migrate')
    return migrateAction(process.env, terminal);
  const problem = options.ok ? usageProblem('', '用法：guicheng db migrate', 'Usage: guicheng db migrate') : options.error;
  terminal.complain(`guicheng db: ${problemLine(problem)}`);
  return EXIT.refused;
};
