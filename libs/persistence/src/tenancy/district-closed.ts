import { problem, type Problem } from '@guicheng/policy-model';

/** Nothing is done or shown in a district that was closed. */
export const districtClosed: Problem = problem(
  'district-closed',
  '',
  '该区县已关闭：不再办理任何事项，数据与审计记录留存备查。',
  'The district was closed: nothing is done there any more; its data and audit chain are kept.',
);

/** Said by the statement that enters a district, `$1`: whether it was closed. The directory of districts is read without a tenant. */
export const CLOSED = `exists (select from district d where d.district = $1 and d.closed_at is not null) as closed`;

/** PostgreSQL: an audit entry of a district that was closed; raised by `guicheng_chain_audit`. */
const CHAIN_ENDED = 'GC005';

/** A transaction was to enter a district that was closed. What a person can cause by it is answered with `districtClosed`. */
export class DistrictClosed extends Error {
  constructor(district: string) {
    super(`the district ${district} was closed`);
    this.name = 'DistrictClosed';
  }
}

/** Whether the database refused an entry because the district was closed meanwhile. */
export const isChainEnded = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === CHAIN_ENDED;
