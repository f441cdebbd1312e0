import { templateDatabase } from '@guicheng/testing';
import type { TestDatabase } from '@guicheng/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../../../migrations/index.ts';
import { migrate } from './migrate.ts';
import { refuseMissingRoles, RolesMissing } from './roles-missing.ts';

describe('a database whose administrator has not made the roles', () => {
  let test: TestDatabase;
  let superuser: Client;

  beforeAll(async () => {
    test = await templateDatabase();
    superuser = new Client({ connectionString: test.superuserUrl });
    await superuser.connect();
  });
  afterAll(async () => {
    await superuser.end();
    await test.close();
  });

  it('is refused with the statements it lacks, and is ready once they were run', async () => {
    await superuser.query('begin');
    // Renamed inside the transaction: other databases of the server keep their roles.
    for (const role of ['auditor', 'backup', 'publisher']) await superuser.query(`alter role guicheng_${role} rename to gate_${role}`);
    const error = await refuseMissingRoles(superuser).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RolesMissing);
    const { statements, zh } = error as RolesMissing;
    expect(statements).toEqual([
      `create role guicheng_publisher nologin;`,
      `create role guicheng_auditor login password '…';`,
      `create role guicheng_backup login password '…';`,
      `grant guicheng_publisher to guicheng_owner, guicheng_app with inherit false, set true;`,
      `grant connect on database ${test.name} to guicheng_auditor, guicheng_backup;`,
    ]);
    for (const statement of statements) expect(zh).toContain(statement);
    await superuser.query(statements.join('\n'));
    await refuseMissingRoles(superuser);
    await superuser.query('rollback');
  });

  it('keeps what it had: nothing is migrated before the refusal', async () => {
    await superuser.query('drop schema pgboss, public cascade; create schema public authorization guicheng_owner');
    await superuser.query(`revoke connect on database ${test.name} from guicheng_backup`);
    await expect(migrate(test.ownerUrl)).rejects.toMatchObject({
      statements: [`grant connect on database ${test.name} to guicheng_backup;`],
    });
    expect((await superuser.query(`select to_regclass('public.migration') as made`)).rows).toEqual([{ made: null }]);
    await superuser.query(`grant connect on database ${test.name} to guicheng_backup`);
    expect(await migrate(test.ownerUrl)).toEqual({ applied: MIGRATIONS.map(({ name }) => name) });
  });
});
