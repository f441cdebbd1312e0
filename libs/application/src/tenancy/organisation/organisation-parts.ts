import { civilDateAt, formatCivilDate, uuidV7, type CivilDate, type Result } from '@guicheng/kernel';
import type { Change, ChangeResult, Database, DistrictRepositories, JsonObject } from '@guicheng/persistence';
import { refuse } from '@guicheng/persistence';
import type { Problem } from '@guicheng/policy-model';
import type { RandomBytes } from '../../audit/receipt-book.ts';
import { actorOf, type Caller, type CallerPost } from '../caller.ts';
import { dutyPost, type DutyName } from './duties.ts';
import { postsOn } from './posts-on.ts';

/** What the use cases of organisation stand on. */
export interface OrganisationParts {
  readonly database: Database;
  readonly random: RandomBytes;
}

/** What a mutation of an organisation is done within. */
export interface Work {
  readonly repositories: DistrictRepositories;
  /** Civil date of the mutation. */
  readonly today: CivilDate;
  /** A new id. */
  readonly newId: () => string;
}

/** What a mutation came to: its value and its audit entry, which holds ids, codes and days and no names. */
export const done = <T>(
  value: T,
  action: string,
  [subjectKind, subjectId]: readonly [string, string],
  details: JsonObject,
): ChangeResult<T> => ({ kind: 'done', value, audit: { action, subjectKind, subjectId, details } });

/** A day as the audit chain has it. */
export const dayText = (day: CivilDate | null): string | null => (day === null ? null : formatCivilDate(day));

/** Carries out a mutation of the organisation by itself in its district: whoever else changes it waits, and what is checked holds when it is written. */
export const changeOrganisation = <T>(
  { database, random }: OrganisationParts,
  change: Change,
  work: (work: Work) => Promise<ChangeResult<T>>,
): Promise<Result<T, Problem[]>> =>
  database.change(change, async (repositories) => {
    await repositories.units.hold();
    return work({ repositories, today: civilDateAt(change.at), newId: () => uuidV7(change.at, random(10)) });
  });

const isSamePost = (one: CallerPost, other: CallerPost): boolean =>
  one.role === other.role && one.unit === other.unit && one.onBehalfOf === other.onBehalfOf;

/** The same for a caller whose duty it must be; the audit chain has it in the post that let them. */
export const asDuty = <T>(
  parts: OrganisationParts,
  caller: Caller,
  duty: DutyName,
  change: Change,
  work: (work: Work) => Promise<ChangeResult<T>>,
): Promise<Result<T, Problem[]>> =>
  changeOrganisation(parts, { ...change, actor: actorOf(caller) }, async (within) => {
    // As they are now that nobody else changes them: a post may have ended since the caller was let in, and the session may not give all.
    const held = await postsOn(within.repositories, caller.id, within.today);
    const posts = held.filter((post) => caller.posts.some((own) => isSamePost(own, post)));
    const post = await dutyPost(within.repositories, { ...caller, posts }, duty, within.today);
    if (!post.ok) return refuse(post.error);
    const result = await work(within);
    return result.kind === 'done' ? { ...result, audit: { ...result.audit, onBehalfOf: post.value.onBehalfOf } } : result;
  });
