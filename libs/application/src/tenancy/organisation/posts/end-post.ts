import { addDays, err, type Result } from '@guicheng/kernel';
import { refuse, type Change, type PostRecord } from '@guicheng/persistence';
import type { Problem } from '@guicheng/policy-model';
import type { Caller } from '../../caller.ts';
import { dutyLeftAlone } from '../duties.ts';
import { asDuty, dayText, done, type OrganisationParts } from '../organisation-parts.ts';
import { Reading } from '../reading.ts';
import { endRefused, postNotFound } from '../refusals.ts';

/** The last day of a post. */
export interface EndPost {
  readonly id: string;
  /** `YYYY-MM-DD`, yesterday at the earliest; of what has not begun the day before it begins: it was taken back. */
  readonly lastDay: unknown;
}

/** Ends a post (免职). Refusals: `post-not-found`, `last-administrator`, `end-in-the-past`, `already-ended`. */
export const endPostWith =
  (parts: OrganisationParts) =>
  async (caller: Caller, input: EndPost, change: Change): Promise<Result<PostRecord, Problem[]>> => {
    const reading = new Reading();
    const lastDay = reading.day('lastDay', input.lastDay);
    if (reading.problems.length > 0) return err(reading.problems);
    return asDuty(parts, caller, 'posts', change, async ({ repositories, today }) => {
      const { posts } = repositories;
      const post = await posts.byId(input.id);
      if (post === undefined) return refuse(postNotFound('id'));
      const late = endRefused(post, lastDay, today);
      if (late !== undefined) return refuse(late);
      // A post that lies ahead and is taken back has no day: its last day is the one before its first.
      const to = lastDay < post.from ? addDays(post.from, -1) : lastDay;
      await posts.end(post.postId, to);
      const alone = await dutyLeftAlone(repositories, addDays(to, 1));
      if (alone !== undefined) return refuse(alone);
      return done({ ...post, to }, 'post.end', ['post', post.postId], { personId: post.personId, lastDay: dayText(to) });
    });
  };
