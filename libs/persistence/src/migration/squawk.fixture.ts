import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { MIGRATION_TIMEOUTS } from './migrate.ts';

/** One thing that squawk found: its rule, the line of the SQL it was given, and why. */
export interface Finding {
  readonly rule: string;
  readonly line: number;
  readonly message: string;
}

/** Rules of taste, not of safety, each with why it does not bind here. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  'prefer-bigint-over-int': 'small counts (tries, places in a list) are integers; what grows is a bigint or a uuid',
  'prefer-identity': 'keys are uuids or numbered by the district',
};

const squawk = createRequire(import.meta.url).resolve('squawk-cli/js/bin/squawk');

/** What `migrate` sets on its session before the first statement. */
export const AS_MIGRATE_SETS = [
  `set lock_timeout = ${String(MIGRATION_TIMEOUTS.lockMilliseconds)}`,
  `set statement_timeout = ${String(MIGRATION_TIMEOUTS.statementMilliseconds)}`,
];

/** What squawk says of statements that run in one transaction. Throws when squawk does not run or cannot read the SQL. */
export function lint(statements: readonly string[]): Finding[] {
  const options = ['--reporter=json', '--assume-in-transaction', '--pg-version=16.0', `--exclude=${Object.keys(LEFT_OUT).join(',')}`];
  const { stdout, stderr, status } = spawnSync(process.execPath, [squawk, ...options], {
    input: `${statements.join(';\n')};\n`,
    encoding: 'utf8',
  });
  if (status !== 0 && status !== 1) throw new Error(`squawk: ${stderr}`);
  const found = JSON.parse(stdout) as readonly { rule_name: string; line: number; level: string; message: string }[];
  const unread = found.find(({ rule_name }) => rule_name === 'syntax-error');
  if (unread !== undefined) throw new Error(`squawk cannot read line ${String(unread.line)}: ${unread.message}`);
  return found.map(({ rule_name, line, message }) => ({ rule: rule_name, line, message }));
}
