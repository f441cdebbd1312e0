import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables whose rows are a person's. */
const OF_PERSON = ['account', 'session', 'invitation'];
const LOOKED_AT = ['person', ...OF_PERSON];

/** Looks whether accounts, sessions and invitations of before are those of people. */
export class CheckPeopleOfIdentity1795651500012 implements MigrationInterface {
  readonly name = 'CheckPeopleOfIdentity1795651500012';

  async up(runner: QueryRunner): Promise<void> {
    // The look is a query of the owner's over all districts, which forced row-level security would not let through; it is back before this commits.
    for (const table of LOOKED_AT) await runner.query(`alter table ${table} no force row level security`);
    for (const table of OF_PERSON) await runner.query(`alter table ${table} validate constraint ${table}_of_person`);
    for (const table of LOOKED_AT) await runner.query(`alter table ${table} force row level security`);
  }

  async down(): Promise<void> {
    // There is nothing to take back: a constraint that was looked at is the same constraint.
  }
}
