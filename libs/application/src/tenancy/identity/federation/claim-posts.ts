import { addDays, civilDateAt, uuidV7, type Instant } from '@guicheng/kernel';
import type { DistrictRepositories } from '@guicheng/persistence';
import type { RandomBytes } from '../../../audit/receipt-book.ts';
import { covers } from '../../organisation/refusals.ts';
import type { GrantedPost } from './map-claims.ts';

/** What a sign-in changed, for the audit chain. */
export interface ClaimPostChanges {
  readonly begun: number;
  readonly ended: number;
}

/**
 * Brings a person's posts of claims to what the claims give now: today and tomorrow, as long as a session that begins now can last, and no longer; the next sign-in gives
 * the days after. What claims gave before and give no more ends yesterday. Posts that people gave stay as they are; what is held already is not given again.
 */
export const bringPosts = async (
  { posts, units, federation }: Pick<DistrictRepositories, 'posts' | 'units' | 'federation'>,
  person: { readonly personId: string; readonly issuer: string },
  granted: readonly GrantedPost[],
  at: Instant,
  random: RandomBytes,
): Promise<ClaimPostChanges> => {
  const today = civilDateAt(at);
  const days = [today, addDays(today, 1)];
  await units.hold();
  const own = await posts.ofPerson(person.personId);
  const marked = await federation.marked(own.map(({ postId }) => postId));
  const wanted: { readonly unitId: string; readonly role: string }[] = [];
  for (const { unit, role } of granted) {
    const found = await units.byCode(unit);
    if (found !== undefined) wanted.push({ unitId: found.unitId, role });
  }
  let ended = 0;
  for (const post of own) {
    const isOver = post.to !== null && (post.to < today || post.to < post.from);
    const isWanted = wanted.some(({ unitId, role }) => unitId === post.unitId && role === post.role);
    if (!marked.has(post.postId) || isOver || isWanted) continue;
    const yesterday = addDays(today, -1);
    await posts.end(post.postId, post.from > today ? addDays(post.from, -1) : yesterday);
    ended += 1;
  }
  let begun = 0;
  for (const { unitId, role } of wanted)
    for (const day of days) {
      const isHeld = own.some((post) => post.unitId === unitId && post.role === role && covers(post, { from: day, to: day }));
      if (isHeld || (await units.on(unitId, day)) === undefined) continue;
      const postId = uuidV7(at, random(10));
      await posts.add({ postId, personId: person.personId, unitId, role, from: day, to: day, recordedAt: at });
      await federation.markPost(postId, person.issuer);
      begun += 1;
    }
  return { begun, ended };
};
