import { randomBytes } from 'node:crypto';
import { tenantPasses } from '@guicheng/application';
import type { Instant } from '@guicheng/kernel';
import { Database } from '@guicheng/persistence';
import { prepare, templateDatabase, testDistrict, testId, TEST_AT, type TestDatabase } from '@guicheng/testing';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Terminal } from '../terminal.ts';
import { accountCommand } from './account.command.ts';

const REASON = '手机与恢复码均已遗失，已当面核对身份';

describe('guicheng account reset-second-factor', () => {
  let test: TestDatabase;
  let server: Database;
  let superuser: Client;
  const run = async (args: readonly string[], url = test.ownerUrl, setting = 'OWNER_DATABASE_URL') => {
    vi.stubEnv('OWNER_DATABASE_URL', '');
    vi.stubEnv('DATABASE_URL', '');
    vi.stubEnv(setting, url);
    const said = { stdout: '', stderr: '' };
    const terminal: Terminal = {
      write: async (text) => void (said.stdout += text),
      complain: (line) => void (said.stderr += `${line}\n`),
      input: (async function* () {})(),
    };
    const status = await accountCommand(args, terminal);
    return { status, ...said };
  };
  const reset = (district: string, login: string, reason = REASON): string[] => [
    ...['reset-second-factor', '--district', district, '--login', login, '--reason', reason],
  ];
  const rows = async (query: string): Promise<Record<string, unknown>[]> => (await superuser.query(query)).rows;

  beforeAll(async () => {
    test = await templateDatabase();
    // A server at work: the district is entered with its pass.
    server = await Database.connect(test.appUrl, { passOf: tenantPasses(randomBytes(32)), poolSize: 2 });
    superuser = new Client({ connectionString: test.superuserUrl });
    await superuser.connect();
    const east = await testDistrict(server, 'east', { administrators: true });
    const personId = east.administrator('securityAdministrator').id;
    await prepare(server, 'east', async ({ accounts, recoveryCodes, sessions }) => {
      const accountId = testId('east', 'account');
      await accounts.insert({
        ...{ accountId, personId, login: 'sec', passwordHash: 'x', passwordChangedAt: TEST_AT, createdAt: TEST_AT, disabledAt: null },
        ...{ totpSecret: 'sealed', totpConfirmedAt: TEST_AT, totpLastStep: 1 },
      });
      await recoveryCodes.replace(accountId, ['digest'], TEST_AT);
      await sessions.insert({
        ...{
          sessionId: testId('east', 'session'),
          personId,
          tokenDigest: 'd',
          method: 'password',
          client: '',
          beganAt: TEST_AT,
          usedAt: TEST_AT,
        },
        ...{ idleLimit: 1, endsAt: (TEST_AT + 1) as Instant, steppedUpUntil: null, endedAt: null },
      });
    });
  });
  afterEach(() => vi.unstubAllEnvs());
  afterAll(async () => {
    await superuser.end();
    await server.close();
    await test.close();
  });

  it('refuses what it cannot read or does not find, by option and code, and changes nothing', async () => {
    const asked: readonly (readonly [readonly string[], string])[] = [
      [[], 'usage'],
      [['reset-second-factor', '--district', 'east', '--login', 'sec'], 'usage'],
      [[...reset('east', 'sec'), 'more'], 'usage'],
      [['remove', ...reset('east', 'sec').slice(1)], 'usage'],
      [[...reset('east', 'sec'), '--force'], 'usage'],
      [reset('east', 'sec', ' '), 'text-not-valid --reason'],
      [reset('nowhere', 'sec'), 'district-unknown --district'],
      [reset('platform', 'sec'), 'account-not-found --login'],
      [reset('east', 'a\u0000b'), 'account-not-found --login'],
    ];
    for (const [args, code] of asked)
      expect(await run(args)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(`［${code}］`) as string });
    expect(await run(reset('east', 'sec'), test.appUrl, 'DATABASE_URL')).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/OWNER_DATABASE_URL.*database-refused DATABASE_URL/) as string,
    });
    expect(await run(reset('east', 'sec'), 'postgres://nobody@127.0.0.1:1/none')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('database-unreachable') as string,
    });
    expect(await rows(`select totp_secret from account`)).toEqual([{ totp_secret: 'sealed' }]);
  });

  it('takes the second factor of one of 三员 away, ends their sessions, and stands in the chain of the district; once', async () => {
    expect(await run(reset('east', 'SEC'))).toMatchObject({
      status: 0,
      stderr: '',
      stdout: expect.stringContaining('sessions ended 1') as string,
    });
    expect(await rows(`select totp_secret, totp_confirmed_at, second_factor_reset_by from account`)).toEqual([
      { totp_secret: null, totp_confirmed_at: null, second_factor_reset_by: null },
    ]);
    expect(await rows(`select end_reason from session`)).toEqual([{ end_reason: 'second-factor-changed' }]);
    expect(await rows(`select * from recovery_code`)).toEqual([]);
    expect(await rows(`select * from audit_entry where action = 'account.reset-second-factor'`)).toMatchObject([
      { district: 'east', actor_kind: 'system', actor_id: 'operator', details: expect.stringContaining(REASON) as string },
    ]);
    expect(await run(reset('east', 'sec'))).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('second-factor-missing --login') as string,
    });
  });

  it('prints a one-time link for who forgot the password, by which nothing changes before it is used', async () => {
    const invite = (district: string, login: string, reason = REASON): string[] => ['invite', ...reset(district, login, reason).slice(1)];
    for (const [args, code] of [
      [invite('nowhere', 'sec'), 'district-unknown --district'],
      [invite('east', 'nobody'), 'account-not-found --login'],
      [invite('east', 'sec', ''), 'text-not-valid --reason'],
    ] as const)
      expect(await run(args)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(`［${code}］`) as string });
    const [before] = await rows('select * from account');
    const first = await run(invite('east', 'SEC'));
    expect(first).toMatchObject({ status: 0, stderr: '', stdout: expect.stringMatching(/^\/setup#gcl_east_\w+$/m) as string });
    expect(await rows('select * from account')).toEqual([before]);
    expect((await run(invite('east', 'sec'))).status).toBe(0);
    expect(await rows('select issued_by, voided_at is not null as void from invitation order by invitation_id')).toEqual([
      { issued_by: null, void: true },
      { issued_by: null, void: false },
    ]);
    const entries = await rows(`select * from audit_entry where action = 'invitation.issue'`);
    expect(entries).toMatchObject(
      [1, 2].map(() => ({
        district: 'east',
        actor_kind: 'system',
        actor_id: 'operator',
        details: expect.stringContaining(REASON) as string,
      })),
    );
    const token = /gcl_\S+/.exec(first.stdout)![0];
    expect(JSON.stringify([entries, await rows('select * from invitation')])).not.toContain(token);
    await superuser.query(`set session_replication_role = replica; update account set disabled_at = now(); reset session_replication_role`);
    expect(await run(invite('east', 'sec'))).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('account-disabled --login') as string,
    });
  });

  it('explains itself', async () => {
    expect(await run(['--help'])).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('OWNER_DATABASE_URL') as string });
  });
});
