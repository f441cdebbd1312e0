import { randomUUID } from 'node:crypto';
import { resetSecondFactorAsOperator } from '@guicheng/application';
import { formatInstant } from '@guicheng/kernel';
import type { Problem } from '@guicheng/policy-model';
import type { Command } from '../command.ts';
import { withDatabase } from '../db/with-database.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { readOptions } from '../options.ts';
import { problemLine, usageProblem } from '../refusal.ts';
import { systemClock } from '../system-clock.ts';
import type { Terminal } from '../terminal.ts';
import { accountHelp } from './account-help.ts';

const usage = usageProblem(
  '',
  '用法：guicheng account reset-second-factor --district 区 --login 用户名 --reason 事由',
  'Usage: guicheng account reset-second-factor --district D --login L --reason TEXT',
);

/** Whose login may write in any district without the deployment's key. */
const AS_OWNER = { settings: ['OWNER_DATABASE_URL', 'DATABASE_URL'], role: 'owner' } as const;

/** Where on the command line the use case's places stand. */
const OPTIONS: Readonly<Record<string, string>> = { '/input/reason': '--reason', '/district': '--district', '/login': '--login' };

/** `guicheng account …` */
export const accountCommand: Command = async (args, terminal) => {
  const options = readOptions(args, {
    help: { type: 'boolean', short: 'h' },
    district: { type: 'string' },
    login: { type: 'string' },
    reason: { type: 'string' },
  });
  if (!options.ok) return refuse(terminal, [options.error]);
  const { values, positionals } = options.value;
  if (values.help === true) {
    await terminal.write(accountHelp);
    return EXIT.ok;
  }
  const { district, login, reason } = values;
  const [action, ...more] = positionals;
  if (action !== 'reset-second-factor' || more.length > 0 || district === undefined || login === undefined || reason === undefined)
    return refuse(terminal, [usage]);
  const done = await withDatabase(
    process.env,
    (database) => resetSecondFactorAsOperator({ database, clock: systemClock }, { district, login, reason }, `cli-${randomUUID()}`),
    AS_OWNER,
  );
  const reset = done.ok ? done.value : done;
  if (!reset.ok) return refuse(terminal, reset.error);
  const { at, sessionsEnded } = reset.value;
  await terminal.write(
    `已重设第二因素 second factor reset：${district} ${login}，${formatInstant(at)}，结束会话 sessions ended ${sessionsEnded}\n`,
  );
  return EXIT.ok;
};

function refuse(terminal: Terminal, problems: readonly Problem[]): ExitCode {
  for (const one of problems)
    terminal.complain(`guicheng account: ${problemLine({ ...one, pointer: OPTIONS[one.pointer] ?? one.pointer })}`);
  return EXIT.refused;
}
