import { describe, expect, it } from 'vitest';
import { claimsOf } from './claims.ts';
import { postsOfClaims, subjectOf } from './map-claims.ts';
import type { PostRule } from './sign-in-settings.ts';

const rule = (over: Partial<PostRule> = {}): PostRule => ({ claim: 'groups', value: 'clerks', unit: 'bureau', role: 'applicant', ...over });
const posts = (claims: object, ...rules: PostRule[]) => postsOfClaims(claimsOf(claims as Record<string, unknown>), { posts: rules });

describe('claims', () => {
  it('are texts, whatever JSON they come as; a claim within a claim has both names', () => {
    const claims = claimsOf({
      sub: 'a',
      level: 3,
      isOfficer: true,
      groups: ['a', 1, null, ['b'], { c: 'd' }],
      realm_access: { roles: ['x'] },
      none: null,
    });
    expect(Object.fromEntries(claims)).toEqual({
      sub: ['a'],
      level: ['3'],
      isOfficer: ['true'],
      groups: ['a', '1'],
      'realm_access.roles': ['x'],
      none: [],
    });
  });

  it('are read to a bound', () => {
    expect(claimsOf(Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`c${index}`, 'x']))).size).toBe(300);
    expect(claimsOf({ a: Array.from({ length: 5_000 }, () => 'x') }).get('a')).toHaveLength(1_000);
    let deep: object = { last: 'x' };
    for (let level = 0; level < 50; level++) deep = { in: deep };
    expect(claimsOf(deep as Record<string, unknown>).size).toBe(0);
  });

  it('that name a person name exactly one', () => {
    const subject = (value: unknown): string | undefined => subjectOf(claimsOf({ no: value }), { person: 'no' });
    expect(subject('0042')).toBe('0042');
    expect(subject(42)).toBe('42');
    for (const value of [undefined, null, '', [], ['a', 'b'], {}, 'x'.repeat(256), '\ud800']) expect(subject(value)).toBeUndefined();
    expect(subjectOf(claimsOf({}), { person: 'constructor' })).toBeUndefined();
  });
});

describe('posts', () => {
  it('are given where a value is that of the rule, whole and as written', () => {
    expect(posts({ groups: ['clerks'] }, rule())).toEqual([{ unit: 'bureau', role: 'applicant' }]);
    expect(posts({ groups: 'clerks' }, rule())).toHaveLength(1);
    for (const groups of ['Clerks', 'clerks ', 'clerk', 'clerks,experts', ['a']]) expect(posts({ groups }, rule())).toEqual([]);
    expect(posts({ other: 'clerks' }, rule())).toEqual([]);
  });

  it('of several rules are each given once', () => {
    const rules = [rule(), rule({ value: 'experts' }), rule({ value: 'experts', role: 'reviewer' })];
    expect(posts({ groups: ['clerks', 'experts'] }, ...rules)).toEqual([
      { unit: 'bureau', role: 'applicant' },
      { unit: 'bureau', role: 'reviewer' },
    ]);
  });

  it('that administer are given by no rule, whatever stands in the database', () => {
    for (const role of [
      'district-admin',
      'platform-operator',
      'system-administrator',
      'security-administrator',
      'audit-administrator',
    ] as const)
      expect(posts({ groups: 'clerks' }, rule({ role }))).toEqual([]);
  });
});
