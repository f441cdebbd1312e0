import { err, formatCivilDate, ok, type Result } from '@guicheng/kernel';
import { refuse, type Change, type DelegationRecord, type DistrictRepositories, type PostRecord } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import type { Caller, Role } from '../../caller.ts';
import { dayText, done, type OrganisationParts } from '../organisation-parts.ts';
import { roleKeptApart } from '../posts/role-kept-apart.ts';
import { Reading } from '../reading.ts';
import { beginRefused, covers, personNotFound, postNotFound } from '../refusals.ts';
import { asDelegator } from './as-delegator.ts';

/** Somebody acts for a person who is away (委托代理). */
export interface Delegate {
  /** Who is away (委托人); left out or null: the caller. */
  readonly fromPersonId?: string | null;
  /** Who acts meanwhile (受托人). */
  readonly toPersonId: string;
  /** One post; left out or null: all that are held on the day. */
  readonly postId?: string | null;
  /** First and last day, `YYYY-MM-DD`, today at the earliest. */
  readonly from: unknown;
  readonly to: unknown;
  readonly reason: string;
}

interface Asked {
  readonly fromPersonId: string;
  readonly toPersonId: string;
  readonly postId: string | null;
  readonly from: DelegationRecord['from'];
  readonly to: DelegationRecord['to'];
}

const toOneself = problem('delegation-to-oneself', '/input/toPersonId', '不能委托给本人。', 'Nobody acts for oneself.');
const nothing = problem(
  'nothing-to-delegate',
  '/input/from',
  '委托人在这段时间没有任职。',
  'The person who is away holds no post on these days.',
);
const beyondPost = ({ from, to }: PostRecord): Problem =>
  problem(
    'delegation-beyond-post',
    '/input/to',
    `委托不得超出任职期间（${formatCivilDate(from)} 至 ${to === null ? '今后' : formatCivilDate(to)}）。`,
    `It would go beyond the post, which is held from ${formatCivilDate(from)}${to === null ? ' on' : ` to ${formatCivilDate(to)}`}.`,
  );
const chained = (to: string): Problem =>
  problem(
    'delegation-chained',
    `/input/${to}`,
    '这段时间内委托人正代理他人，或受托人自己委托了他人：委托不得转手。',
    'On these days the person who is away acts for somebody, or the delegate is away too: what is delegated is not handed on.',
  );
const overlaps = problem(
  'delegation-overlaps',
  '/input/from',
  '这段时间内已有同样的委托。',
  'The same is delegated on some of these days already.',
);

/** The posts that it is about, or why there are none. */
async function delegated({ posts }: DistrictRepositories, asked: Asked): Promise<Result<PostRecord[], Problem[]>> {
  const own = await posts.ofPerson(asked.fromPersonId);
  if (asked.postId === null) {
    const held = own.filter(({ from, to }) => from <= asked.to && (to === null || (to >= asked.from && to >= from)));
    return held.length === 0 ? err([nothing]) : ok(held);
  }
  const post = own.find(({ postId }) => postId === asked.postId);
  if (post === undefined) return err([postNotFound('postId')]);
  return covers(post, asked) ? ok([post]) : err([beyondPost(post)]);
}

async function conflict(repositories: DistrictRepositories, asked: Asked, posts: readonly PostRecord[]): Promise<Problem | undefined> {
  const { fromPersonId, toPersonId, postId } = asked;
  for (const other of await repositories.delegations.among([fromPersonId, toPersonId], asked)) {
    if (other.toPersonId === fromPersonId) return chained('fromPersonId');
    if (other.fromPersonId === toPersonId) return chained('toPersonId');
    if (other.fromPersonId === fromPersonId && other.toPersonId === toPersonId && other.postId === postId) return overlaps;
  }
  // The database knows no other role.
  for (const { role, from, to } of posts) {
    const days = { from: from > asked.from ? from : asked.from, to: to !== null && to < asked.to ? to : asked.to };
    const apart = await roleKeptApart(repositories, toPersonId, [role as Role], days, '/input/toPersonId');
    if (apart !== undefined) return apart;
  }
  return undefined;
}

/**
 * Lets somebody act in a person's posts while that one is away; the person does it, or who appoints. Refusals: `not-permitted`, `duties-separated`,
 * `person-not-found`, `post-not-found`, `delegation-to-oneself`, `delegation-beyond-post`, `delegation-chained`, `delegation-overlaps`, `nothing-to-delegate`,
 * `roles-kept-apart`, `begin-in-the-past`, and what a field cannot be.
 */
export const delegateWith =
  (parts: OrganisationParts) =>
  async (caller: Caller, input: Delegate, change: Change): Promise<Result<DelegationRecord, Problem[]>> => {
    const reading = new Reading();
    const days = reading.closedDays(input.from, input.to);
    const reason = reading.text('reason', input.reason, 200);
    const asked = { fromPersonId: input.fromPersonId ?? caller.id, toPersonId: input.toPersonId, postId: input.postId ?? null, ...days };
    if (asked.fromPersonId === asked.toPersonId) reading.problems.push(toOneself);
    if (reading.problems.length > 0) return err(reading.problems);
    return asDelegator(parts, caller, asked.fromPersonId, change, async ({ repositories, today, newId }) => {
      const early = beginRefused(days.from, today);
      if (early !== undefined) return refuse(early);
      for (const [field, personId] of [['fromPersonId', asked.fromPersonId] as const, ['toPersonId', asked.toPersonId] as const]) {
        const person = await repositories.people.byId(personId);
        if (person === undefined || !covers(person, days)) return refuse(personNotFound(field));
      }
      const posts = await delegated(repositories, asked);
      if (!posts.ok) return refuse(...posts.error);
      const refusal = await conflict(repositories, asked, posts.value);
      if (refusal !== undefined) return refuse(refusal);
      const delegation = { delegationId: newId(), ...asked, reason, recordedAt: change.at };
      await repositories.delegations.add(delegation);
      const { fromPersonId, toPersonId, postId } = asked;
      const details = { fromPersonId, toPersonId, postId, from: dayText(days.from), to: dayText(days.to) };
      return done(delegation, 'delegation.give', ['delegation', delegation.delegationId], details);
    });
  };
