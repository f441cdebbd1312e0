import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables whose rows are a person's. */
const OF_PERSON = ['account', 'session', 'invitation'];

/** Accounts, sessions and invitations are those of people of the district: from now on; the next migration looks at what was there before. */
export class TieIdentityToPeople1795651500011 implements MigrationInterface {
  readonly name = 'TieIdentityToPeople1795651500011';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of OF_PERSON)
      await runner.query(`
        alter table ${table} add constraint ${table}_of_person foreign key (district, person_id)
        references person (district, person_id) not valid`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of OF_PERSON) await runner.query(`alter table ${table} drop constraint ${table}_of_person`);
  }
}
