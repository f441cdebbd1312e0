import { err, ok, type Result } from '@guicheng/kernel';
import { refuse, type AuditDraft, type DistrictRepositories } from '@guicheng/persistence';
import type { Problem } from '@guicheng/policy-model';
import { actorOf, type Caller } from '../tenancy/caller.ts';
import type { ProjectParts, ReadMark } from './project-parts.ts';

/** What a caller is shown, as one transaction finds it. */
export interface Shown<T> {
  /** All of it is of the caller's own units: reading it leaves no entry. */
  readonly isOwn: boolean;
  readonly read: () => Promise<T>;
  /** The entry that is due otherwise. */
  readonly audit: () => AuditDraft;
}

/** Finds what is shown to the caller, or why nothing is. */
export type Find<T> = (repositories: DistrictRepositories) => Promise<Result<Shown<T>, Problem>>;

/**
 * The one way to projects that are only read. What is not the caller's own is read in a transaction that also leaves an audit entry: no entry, nothing read. Whether it
 * is shown is decided in the transaction that reads; the first one, where it reads nothing, only tells that an entry is due.
 */
export const readAuditedWith =
  ({ database }: Pick<ProjectParts, 'database'>) =>
  async <T>(caller: Caller, mark: ReadMark, find: Find<T>): Promise<Result<T, Problem[]>> => {
    const { district } = caller;
    const own = await database.inDistrict(district, async (repositories) => {
      const found = await find(repositories);
      if (!found.ok) return err([found.error]);
      return found.value.isOwn ? ok(await found.value.read()) : 'an entry is due';
    });
    if (own !== 'an entry is due') return own;
    let value: { readonly read: T } | undefined;
    const noted = await database.change({ district, actor: actorOf(caller), ...mark, idempotency: null }, async (repositories) => {
      const found = await find(repositories);
      if (!found.ok) return refuse(found.error);
      value = { read: await found.value.read() };
      return { kind: 'done', value: null, audit: found.value.audit() };
    });
    if (!noted.ok) return noted;
    if (value === undefined) throw new Error('a read without an idempotency key was not carried out');
    return ok(value.read);
  };
