import { addDays, type CivilDate } from '@guicheng/kernel';
import { Database, type DelegationRecord, type PostRecord } from '@guicheng/persistence';
import { prepare, templateDatabase, TEST_AT, TEST_FROM, testDistrict, testId } from '@guicheng/testing';
import type { TestDatabase } from '@guicheng/testing';
import fc from 'fast-check';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../caller.ts';
import { postsOn } from './posts-on.ts';
import { combine, ROLE_RULES } from './role-rules.ts';

const HELD: readonly Role[] = ['applicant', 'policy-editor', 'system-administrator', 'audit-administrator'];
const LAST = 12;
const PEOPLE = ['admin', 'editor', 'officer', 'reviewer', 'auditor'] as const;
const UNITS = ['office', 'bureau'] as const;

type Step =
  | {
      readonly kind: 'post';
      readonly person: number;
      readonly unit: number;
      readonly role: number;
      readonly from: number;
      readonly length: number;
    }
  | {
      readonly kind: 'delegation';
      readonly person: number;
      readonly other: number;
      readonly post: number | null;
      readonly from: number;
      readonly length: number;
    }
  | { readonly kind: 'end'; readonly which: number; readonly to: number };

const day = (index: number): CivilDate => addDays(TEST_FROM, index);
const small = (max: number) => fc.nat({ max });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('post' as const),
      person: small(4),
      unit: small(1),
      role: small(3),
      from: small(LAST),
      length: small(LAST),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('delegation' as const),
      person: small(4),
      other: small(4),
      post: fc.option(small(9)),
      from: small(LAST),
      length: small(6),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('end' as const), which: small(9), to: small(LAST) }) },
);

/** The rules once more, over days one by one. */
class Reference {
  readonly posts: PostRecord[] = [];
  readonly delegations: DelegationRecord[] = [];

  acting(personId: string, on: CivilDate): string[] {
    const on_ = ({ from, to }: { readonly from: number; readonly to: number | null }): boolean => from <= on && (to === null || on <= to);
    const own = this.posts.filter((post) => post.personId === personId && on_(post));
    const others = this.delegations
      .filter((one) => one.toPersonId === personId && on_(one))
      .flatMap((one) =>
        this.posts.filter((post) => post.personId === one.fromPersonId && on_(post) && (one.postId ?? post.postId) === post.postId),
      );
    const shown = [...own.map((post) => ({ post, for: null })), ...others.map((post) => ({ post, for: post.personId }))];
    return [...new Set(shown.map((one) => JSON.stringify([one.post.role, one.post.unitId, one.for])))].sort();
  }

  sound(people: readonly string[]): boolean {
    for (let index = 0; index <= 3 * LAST; index++)
      for (const personId of people) {
        const roles = this.acting(personId, day(index)).map((text) => (JSON.parse(text) as [Role])[0]);
        if (roles.some((one) => roles.some((other) => !combine(one, other)))) return false;
      }
    return true;
  }
}

describe('what a person may act in on a day', () => {
  let test: TestDatabase;
  let database: Database;
  let runs = 0;

  beforeAll(async () => {
    test = await templateDatabase();
    database = await Database.connect(test.appUrl, { poolSize: 2 });
  });
  afterAll(async () => {
    await database.close();
    await test.close();
  });

  it('is what a naive reading of any history gives, day by day; the database takes what the rules allow and nothing else', async () => {
    const history = async (steps: readonly Step[]): Promise<void> => {
      const district = `run-${++runs}`;
      const { people: ids, units } = await testDistrict(database, district);
      const people = PEOPLE.map((name) => ids[name]);
      // Their first posts end before the history begins.
      await prepare(database, district, async ({ posts }) => {
        for (const name of PEOPLE) await posts.end(testId(district, `${name} post`), addDays(TEST_FROM, -1));
      });
      const reference = new Reference();
      const accepted = (work: Parameters<typeof prepare>[2]): Promise<boolean> =>
        prepare(database, district, work).then(
          () => true,
          (error: unknown) => {
            expect((error as { code?: string }).code).toMatch(/^(GC012|23P01|23514|23503)$/);
            return false;
          },
        );
      const overlap = (a: { from: number; to: number | null }, b: { from: number; to: number | null }): boolean =>
        (a.to === null || (a.to >= a.from && b.from <= a.to)) && (b.to === null || (b.to >= b.from && a.from <= b.to));
      for (const [index, one] of steps.entries()) {
        const id = testId(district, `step ${index}`);
        if (one.kind === 'end') {
          const post = reference.posts[one.which];
          if (post === undefined || day(one.to) < addDays(post.from, -1) || (post.to !== null && day(one.to) >= post.to)) continue;
          await prepare(database, district, ({ posts }) => posts.end(post.postId, day(one.to)));
          reference.posts[one.which] = { ...post, to: day(one.to) };
          continue;
        }
        const from = day(one.from);
        if (one.kind === 'post') {
          const to = one.length === LAST ? null : day(one.from + one.length);
          const post: PostRecord = {
            postId: id,
            personId: people[one.person]!,
            unitId: units[UNITS[one.unit]!],
            role: HELD[one.role]!,
            from,
            to,
            recordedAt: TEST_AT,
          };
          const twice = reference.posts.some(
            (other) => other.personId === post.personId && other.unitId === post.unitId && other.role === post.role && overlap(other, post),
          );
          reference.posts.push(post);
          const allowed = !twice && reference.sound(people);
          if (!allowed) reference.posts.pop();
          expect(await accepted(({ posts }) => posts.add(post)), JSON.stringify(one)).toBe(allowed);
        } else {
          const post = one.post === null ? null : reference.posts[one.post];
          if (post === undefined) continue;
          const delegation: DelegationRecord = {
            delegationId: id,
            fromPersonId: people[one.person]!,
            toPersonId: people[one.other]!,
            postId: post?.postId ?? null,
            reason: '出差',
            from,
            to: day(one.from + one.length),
            recordedAt: TEST_AT,
          };
          const wrong =
            one.person === one.other ||
            (post !== null && post.personId !== delegation.fromPersonId) ||
            reference.delegations.some(
              (other) =>
                other.fromPersonId === delegation.fromPersonId &&
                other.toPersonId === delegation.toPersonId &&
                other.postId === delegation.postId &&
                overlap(other, delegation),
            );
          reference.delegations.push(delegation);
          const allowed = !wrong && reference.sound(people);
          if (!allowed) reference.delegations.pop();
          expect(await accepted(({ delegations }) => delegations.add(delegation)), JSON.stringify(one)).toBe(allowed);
        }
      }
      await database.inDistrict(district, async (repositories) => {
        for (const personId of people)
          for (let index = -1; index <= 2 * LAST; index += 1) {
            const found = await postsOn(repositories, personId, day(index));
            const texts = found.map(({ role, unit, onBehalfOf }) => JSON.stringify([role, unit, onBehalfOf]));
            expect(texts.sort(), `day ${index}`).toEqual(index < 0 ? [] : reference.acting(personId, day(index)));
          }
      });
    };
    // A failure prints the seed and the history.
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 30 }), history), { numRuns: 8, endOnFailure: true });
    expect(runs).toBeGreaterThan(7);
  });

  it('is of the roles that the database knows, and these are all: those kept apart too', async () => {
    const client = new Client({ connectionString: test.superuserUrl });
    await client.connect();
    const { rows } = await client.query<{ known: string; apart: string }>(`
      select pg_get_constraintdef(k.oid) as known, pg_get_functiondef('guicheng_keep_duties_apart'::regproc) as apart
      from pg_constraint k where k.conname = 'post_role_known'`);
    await client.end();
    const named = (text: string): string[] => [...new Set([...text.matchAll(/'([a-z]+(?:-[a-z]+)*)'/g)].map(([, name]) => name!))];
    expect(named(rows[0]!.known).sort()).toEqual([...ROLES].sort());
    expect(
      named(rows[0]!.apart)
        .filter((name) => (ROLES as readonly string[]).includes(name))
        .sort(),
    ).toEqual(ROLES.filter((role) => ROLE_RULES[role].apart).sort());
  });
});
