import type { Command } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { problemLine, usageProblem } from '../refusal.ts';

/** `guicheng db migrate` */
export const dbCommand: Command = (_args, terminal) => {
  terminal.complain(`guicheng db: ${problemLine(usageProblem('', '用法：guicheng db migrate', 'Usage: guicheng db migrate'))}`);
  return Promise.resolve(EXIT.refused);
};
