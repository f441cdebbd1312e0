import type { MigrationInterface, QueryRunner } from 'typeorm';
import { firstDistrictTable } from './district-table.ts';

/** The audit chain: one row a mutation, each holding the hash of the one before; and the trigger that keeps changes without such a row from committing. */
export class CreateAuditEntry1795651200001 implements MigrationInterface {
  readonly name = 'CreateAuditEntry1795651200001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table audit_entry (
        district text not null,
        sequence bigint not null,
        recorded_at timestamptz(3) not null,
        actor_kind text not null,
        actor_id text not null,
        on_behalf_of text,
        request_id text not null,
        action text not null,
        subject_kind text not null,
        subject_id text not null,
        details text not null,
        previous_hash text not null,
        hash text not null,
        constraint audit_entry_pk primary key (district, sequence),
        constraint audit_entry_sequence_positive check (sequence > 0),
        constraint audit_entry_actor_kind_known check (actor_kind in ('person', 'client', 'system'))
      )`);

    // Each field as its length in bytes, a colon, itself and a semicolon; null is a hyphen: no two entries read alike.
    await runner.query(`
      create function guicheng_audit_hash(entry public.audit_entry) returns text language sql immutable set search_path = pg_catalog as $$
        select encode(sha256(convert_to('guicheng-audit-1;' || string_agg(
          case when field is null then '-;' else octet_length(convert_to(field, 'UTF8')) || ':' || field || ';' end, '' order by place), 'UTF8')), 'hex')
        from unnest(array[entry.previous_hash, entry.district, entry.sequence::text, (extract(epoch from entry.recorded_at) * 1000)::bigint::text,
          entry.actor_kind, entry.actor_id, entry.on_behalf_of, entry.request_id, entry.action, entry.subject_kind, entry.subject_id, entry.details]
        ) with ordinality as fields (field, place)
      $$`);
    // The lock is held until the transaction ends: the next writer of the district then sees this row, and sequences have neither gaps nor twins.
    await runner.query(`
      create function guicheng_chain_audit() returns trigger language plpgsql set search_path = pg_catalog as $$
      declare
        head record;
      begin
        perform pg_advisory_xact_lock(1735287156, hashtext(new.district));
        select e.sequence, e.hash into head from public.audit_entry e where e.district = new.district order by e.sequence desc limit 1;
        new.sequence := case when found then head.sequence + 1 else 1 end;
        new.previous_hash := case when found then head.hash else repeat('0', 64) end;
        new.hash := public.guicheng_audit_hash(new);
        return new;
      end $$`);
    await runner.query(`
      create trigger audit_entry_chained before insert on audit_entry
      for each row execute function guicheng_chain_audit()`);
    // The head of the chain is this transaction's own, or nobody audited what it did.
    await runner.query(`
      create function guicheng_require_audit() returns trigger language plpgsql set search_path = pg_catalog as $$
      declare
        changed constant text := case tg_op when 'DELETE' then old.district else new.district end;
        audited boolean;
      begin
        select e.xmin = pg_current_xact_id()::xid into audited
        from public.audit_entry e where e.district = changed order by e.sequence desc limit 1;
        if audited is not true then
          raise exception using errcode = 'GC003', message = format('%s of %s without an audit entry', tg_op, tg_table_name);
        end if;
        return null;
      end $$`);
    for (const statement of firstDistrictTable('audit_entry', { app: 'select, insert', appendOnly: true })) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop function guicheng_require_audit`);
    await runner.query(`drop table audit_entry cascade`);
    await runner.query(`drop function guicheng_chain_audit`);
  }
}
