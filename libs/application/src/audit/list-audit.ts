import { err, ok, parseInstant, type Instant, type Result } from '@guicheng/kernel';
import type { AuditEntry, AuditFilter, AuditRange, Database } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import { checkText } from '../policies/text-check.ts';
import type { Caller } from '../tenancy/caller.ts';

/** Which entries of the caller's district; what is absent or null does not narrow. */
export interface AuditQuestion {
  readonly filter: {
    readonly action?: string | null;
    readonly actorId?: string | null;
    readonly subjectKind?: string | null;
    readonly subjectId?: string | null;
    /** Instants, as written. */
    readonly from?: unknown;
    readonly to?: unknown;
  };
  readonly range: AuditRange;
  /** Whether all that fit the filter are counted. */
  readonly counted: boolean;
}

/** A page of the audit trail, newest first. */
export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  readonly more: boolean;
  /** Null: not counted. */
  readonly total: number | null;
}

/** Lists the audit trail of the caller's district; who may, stands in the table of authorisation. */
export type ListAudit = (caller: Caller, question: AuditQuestion) => Promise<Result<AuditPage, Problem[]>>;

const noInstant = (pointer: string): Problem =>
  problem('instant-not-valid', pointer, '应为带时区的有效时刻。', 'An instant with an offset is needed.');

const emptyPeriod = problem('period-empty', '/filter/to', '止不晚于起。', 'The period ends before it begins.');

/** Undefined: it is none. */
const instantOfText = (text: unknown): Instant | null | undefined =>
  text === null || text === undefined ? null : parseInstant(String(text));

const filterOf = (filter: AuditQuestion['filter']): Result<AuditFilter, Problem[]> => {
  const { action = null, actorId = null, subjectKind = null, subjectId = null } = filter;
  const [from, to] = [instantOfText(filter.from), instantOfText(filter.to)];
  const problems = [
    ...checkText({ action, actorId, subjectKind, subjectId }, '/filter'),
    ...(from === undefined ? [noInstant('/filter/from')] : []),
    ...(to === undefined ? [noInstant('/filter/to')] : []),
    ...(from && to && to <= from ? [emptyPeriod] : []),
  ];
  return problems.length > 0 || from === undefined || to === undefined
    ? err(problems)
    : ok({ action, actorId, subjectKind, subjectId, from, to });
};

/** The use case. Refused: `instant-not-valid`, `period-empty`, text that cannot be stored. */
export const listAuditWith =
  (database: Database): ListAudit =>
  async ({ district }, { filter: asked, range, counted }) => {
    const filter = filterOf(asked);
    if (!filter.ok) return filter;
    return database.inDistrict(district, async ({ auditLog }) => {
      const page = await auditLog.list(filter.value, range);
      return ok({ ...page, total: counted ? await auditLog.count(filter.value) : null });
    });
  };
