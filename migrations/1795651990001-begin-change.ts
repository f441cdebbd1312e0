import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A mutation enters its district and holds its key in one statement: one round trip fewer. It runs with its caller's rights. */
export class BeginChange1795651990001 implements MigrationInterface {
  readonly name = 'BeginChange1795651990001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function guicheng_begin_change(
        of_district text, pass text, timeout text, of_actor text, of_key text, out free boolean, out request_digest text, out value text
      ) language plpgsql set search_path = pg_catalog as $$
      begin
        perform set_config('guicheng.district', of_district, true), set_config('guicheng.pass', pass, true);
        if timeout is not null then
          perform set_config('statement_timeout', timeout, true);
        end if;
        if of_key is not null then
          select h.free, h.request_digest, h.value into free, request_digest, value from public.guicheng_hold_key(of_district, of_actor, of_key) h;
        end if;
      end $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop function guicheng_begin_change`);
  }
}
