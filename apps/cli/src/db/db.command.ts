import type { Command } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { readOptions } from '../options.ts';
import { problemLine, usageProblem } from '../refusal.ts';
import { archiveAction } from './archive.action.ts';
import { dbHelp } from './db-help.ts';
import { migrateAction } from './migrate.action.ts';

/** `guicheng db …` */
export const dbCommand: Command = async (args, terminal) => {
  const options = readOptions(args, { help: { type: 'boolean', short: 'h' } });
  if (options.ok && options.value.values.help === true) {
    await terminal.write(dbHelp);
    return EXIT.ok;
  }
  const [action, file, ...more] = options.ok ? options.value.positionals : [];
  if (action === 'migrate' && file === undefined) return migrateAction(process.env, terminal);
  if ((action === 'backup' || action === 'restore') && file !== undefined && file !== '' && more.length === 0)
    return archiveAction(action, file, process.env, terminal);
  const problem = options.ok
    ? usageProblem('', '用法：guicheng db migrate｜backup 文件｜restore 文件', 'Usage: guicheng db migrate | backup FILE | restore FILE')
    : options.error;
  terminal.complain(`guicheng db: ${problemLine(problem)}`);
  return EXIT.refused;
};
