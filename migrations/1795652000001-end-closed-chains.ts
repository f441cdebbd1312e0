import type { MigrationInterface, QueryRunner } from 'typeorm';

const chain = (check: string): string => `
      create or replace function guicheng_chain_audit() returns trigger language plpgsql set search_path = pg_catalog as $$
      declare
        head record;
      begin
        perform pg_advisory_xact_lock(1735287156, hashtext(new.district));${check}
        select e.sequence, e.hash into head from public.audit_entry e where e.district = new.district order by e.sequence desc limit 1;
        new.sequence := case when found then head.sequence + 1 else 1 end;
        new.previous_hash := case when found then head.hash else repeat('0', 64) end;
        new.hash := public.guicheng_audit_hash(new);
        return new;
      end $$`;

/**
 * With its closing a district's chain ends, and since nothing changes without an entry, so does everything else: what began before and would commit after is refused.
 * Policies are public knowledge and still published; the publisher does not see the districts.
 */
export class EndClosedChains1795652000001 implements MigrationInterface {
  readonly name = 'EndClosedChains1795652000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      chain(`
        if new.action not in ('district.close', 'policy.publish') then
          if exists (select from public.district d where d.district = new.district and d.closed_at is not null) then
            raise exception using errcode = 'GC005', message = 'the district was closed';
          end if;
        end if;`),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(chain(''));
  }
}
