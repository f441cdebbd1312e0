import { randomBytes, randomUUID } from 'node:crypto';
import { inviteAsOperator, linkPath, resetSecondFactorAsOperator, type OperatorsCase } from '@guicheng/application';
import { formatInstant, ok, type Result } from '@guicheng/kernel';
import type { Database } from '@guicheng/persistence';
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
  '用法：guicheng account reset-second-factor｜invite --district 区 --login 用户名 --reason 事由',
  'Usage: guicheng account reset-second-factor | invite --district D --login L --reason TEXT',
);

/** Whose login may write in any district without the deployment's key. */
const AS_OWNER = { settings: ['OWNER_DATABASE_URL', 'DATABASE_URL'], role: 'owner' } as const;

/** Where on the command line the use case's places stand. */
const OPTIONS: Readonly<Record<string, string>> = { '/input/reason': '--reason', '/district': '--district', '/login': '--login' };

/** What is done, and the lines that say so. */
type Action = (database: Database, given: OperatorsCase, requestId: string) => Promise<Result<string, Problem[]>>;

const ACTIONS: Readonly<Record<string, Action>> = {
  'reset-second-factor': async (database, given, requestId) => {
    const reset = await resetSecondFactorAsOperator({ database, clock: systemClock }, given, requestId);
    if (!reset.ok) return reset;
    const { at, sessionsEnded } = reset.value;
    return ok(
      `已重设第二因素 second factor reset：${given.district} ${given.login}，${formatInstant(at)}，结束会话 sessions ended ${sessionsEnded}\n`,
    );
  },
  invite: async (database, given, requestId) => {
    const made = await inviteAsOperator({ database, clock: systemClock, random: randomBytes }, given, requestId);
    if (!made.ok) return made;
    const { token, expiresAt } = made.value;
    return ok(
      `一次性链接（接在本站网址之后，由本人打开设定新口令） one-time link, behind the server's address, for the person to open：\n${linkPath(token)}\n有效至 valid until ${formatInstant(expiresAt)}；此前的链接已作废 earlier links are void\n`,
    );
  },
};

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
  const [name = '', ...more] = positionals;
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (action === undefined || more.length > 0 || district === undefined || login === undefined || reason === undefined)
    return refuse(terminal, [usage]);
  const done = await withDatabase(
    process.env,
    (database) => action(database, { district, login, reason }, `cli-${randomUUID()}`),
    AS_OWNER,
  );
  const result = done.ok ? done.value : done;
  if (!result.ok) return refuse(terminal, result.error);
  await terminal.write(result.value);
  return EXIT.ok;
};

function refuse(terminal: Terminal, problems: readonly Problem[]): ExitCode {
  for (const one of problems)
    terminal.complain(`guicheng account: ${problemLine({ ...one, pointer: OPTIONS[one.pointer] ?? one.pointer })}`);
  return EXIT.refused;
}
