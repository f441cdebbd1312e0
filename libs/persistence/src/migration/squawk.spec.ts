import { templateDatabase } from '@guicheng/testing';
import type { TestDatabase } from '@guicheng/testing';
import type { QueryRunner } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../../../migrations/index.ts';
import { createDataSource } from '../data-source.ts';
import { AS_MIGRATE_SETS, lint } from './squawk.fixture.ts';

/** What squawk finds in a migration and why it may stand: `<migration> <rule>`. A landed migration is never edited, so neither is its line. */
const ACCEPTED: Readonly<Record<string, string>> = {
  'IndexAuditEntry1795651800002 require-concurrent-index-creation': 'no release has the table yet: it is empty, or small',
  'ForgetInTime1795652000002 require-concurrent-index-creation': 'no release has the tables yet: they are empty, or small',
  'InstallJobQueue1795651700001 prefer-timestamp-tz': "pg-boss's own column, of which it keeps seconds since 1970 only",
  'InstallJobQueue1795651700001 adding-serial-primary-key-field':
    'of tables that the same migration made; the statements are those of pg-boss',
};

/** Statements on a table that was there before, and the rule that names each. */
const UNSAFE: readonly [rule: string, statement: string][] = [
  ['adding-required-field', 'alter table policy add column surplus text not null'],
  ['adding-field-with-default', 'alter table policy add column surplus uuid default gen_random_uuid()'],
  ['adding-not-nullable-field', 'alter table policy alter column surplus set not null'],
  ['changing-column-type', 'alter table policy alter column surplus type bigint'],
  ['constraint-missing-not-valid', `alter table policy add constraint surplus_said check (surplus <> '')`],
  ['adding-foreign-key-constraint', 'alter table policy add constraint surplus_known foreign key (surplus) references surplus (surplus)'],
  ['disallowed-unique-constraint', 'alter table policy add constraint surplus_once unique (surplus)'],
  ['adding-serial-primary-key-field', 'alter table policy add primary key (surplus)'],
  ['require-concurrent-index-creation', 'create index policy_surplus on policy (district, surplus)'],
  ['ban-concurrent-index-creation-in-transaction', 'create index concurrently if not exists policy_surplus on policy (surplus)'],
  ['renaming-column', 'alter table policy rename column surplus to rest'],
  ['renaming-table', 'alter table policy rename to rest'],
  ['ban-drop-column', 'alter table policy drop column surplus'],
  ['ban-drop-table', 'drop table policy'],
  ['ban-drop-not-null', 'alter table policy alter column surplus drop not null'],
  ['ban-truncate-cascade', 'truncate policy cascade'],
];

describe('squawk', () => {
  let test: TestDatabase;
  const ran = new Map<string, string[]>();

  beforeAll(async () => {
    test = await templateDatabase();
    const source = await createDataSource(test.ownerUrl).initialize();
    const runner = source.createQueryRunner();
    await runner.query('drop schema pgboss, public cascade');
    await runner.query('create schema public');
    // Makes TypeORM's own table.
    await source.showMigrations();
    for (const migration of MIGRATIONS) {
      const statements: string[] = [];
      const recording = new Proxy(runner, {
        get: (target, key: keyof QueryRunner): unknown =>
          key !== 'query'
            ? target[key]
            : (statement: string, parameters?: unknown[]) => {
                statements.push(statement);
                return target.query(statement, parameters);
              },
      });
      await new migration().up(recording);
      ran.set(migration.name, statements);
    }
    await source.destroy();
  });
  afterAll(() => test.close());

  it('finds nothing in the statements of any migration that would hold up or break a server at work', () => {
    const found = [...ran].flatMap(([name, statements]) => lint([...AS_MIGRATE_SETS, ...statements]).map((one) => ({ name, ...one })));
    expect(found.filter(({ name, rule }) => !(`${name} ${rule}` in ACCEPTED))).toEqual([]);
    expect(Object.keys(ACCEPTED).filter((key) => !found.some(({ name, rule }) => key === `${name} ${rule}`))).toEqual([]);
  });

  it('was shown statements of every migration', () => {
    expect([...ran].filter(([, statements]) => statements.length === 0).map(([name]) => name)).toEqual([]);
    expect([...ran.keys()]).toEqual(MIGRATIONS.map(({ name }) => name));
  });

  it.each(UNSAFE)('names %s', (rule, statement) => {
    expect(lint([...AS_MIGRATE_SETS, statement]).map((one) => one.rule)).toContain(rule);
  });

  it('lets a table that the same migration makes have indexes, keys and columns as it likes', () => {
    const fresh = [
      'create table fresh (district text not null, id bigint not null, constraint fresh_pk primary key (district, id))',
      'create index fresh_by_id on fresh (district, id)',
      'alter table fresh add constraint fresh_positive check (id > 0)',
    ];
    expect(lint([...AS_MIGRATE_SETS, ...fresh])).toEqual([]);
  });

  it('would name a session without lock and statement timeouts', () => {
    const rules = lint(['alter table policy add column surplus text']).map((one) => one.rule);
    expect(rules).toEqual(['require-lock-timeout', 'require-statement-timeout']);
  });
});
