import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What every mutation begins and ends with, a statement each: fewer round trips, and plans that a session makes once. They run with their caller's rights. */
export class ShortenChanges1795651950001 implements MigrationInterface {
  readonly name = 'ShortenChanges1795651950001';

  async up(runner: QueryRunner): Promise<void> {
    // Never waits: who comes second is told so. What the first kept is seen by the statement after the lock.
    await runner.query(`
      create function guicheng_hold_key(of_district text, of_actor text, of_key text, out free boolean, out request_digest text, out value text)
      language plpgsql set search_path = pg_catalog as $$
      begin
        free := pg_try_advisory_xact_lock(hashtextextended(jsonb_build_array(of_district, of_actor, of_key)::text, 1735287145));
        if free then
          select k.request_digest, k.value into request_digest, value from public.idempotency_key k
          where k.district = of_district and k.actor_id = of_actor and k.key = of_key;
        end if;
      end $$`);
    // The key first, the entry next, its events last: from the entry on, others of the district wait.
    await runner.query(`
      create function guicheng_end_change(
        of_district text, at timestamptz, actor_kind text, actor_id text, on_behalf_of text, request_id text, action text, subject_kind text, subject_id text,
        details text, of_key text, request_digest text, value text, types text[], kinds text[], ids text[], payloads text[]
      ) returns bigint language plpgsql set search_path = pg_catalog as $$
      declare
        number bigint;
      begin
        if of_key is not null then
          insert into public.idempotency_key (district, actor_id, key, request_digest, value, created_at)
          values (of_district, actor_id, of_key, request_digest, value, at);
        end if;
        insert into public.audit_entry (district, sequence, recorded_at, actor_kind, actor_id, on_behalf_of, request_id, action, subject_kind, subject_id,
          details, previous_hash, hash)
        values (of_district, 1, at, actor_kind, actor_id, on_behalf_of, request_id, action, subject_kind, subject_id, details, '', '')
        returning sequence into number;
        for place in 1 .. cardinality(types) loop
          insert into public.outbox_event (district, event_id, audit_sequence, place, type, subject_kind, subject_id, payload, occurred_at)
          values (of_district, gen_random_uuid(), number, place - 1, types[place], kinds[place], ids[place], payloads[place], at);
        end loop;
        return number;
      end $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop function guicheng_hold_key`);
    await runner.query(`drop function guicheng_end_change`);
  }
}
