import { AUTHORISATION, isPublic } from '@guicheng/graphql-api';
import { expect, it } from 'vitest';
import { exampleOf, PROTECTED } from './guard-mutants.ts';

it('each guard is taken away from the field that it guards, not from another of the same name', () => {
  expect(PROTECTED).toContain('Subscription.events');
  expect(PROTECTED).toContain('Query.events');
  expect(exampleOf('Subscription.events')?.document).toMatch(/^subscription\b/m);
  expect(exampleOf('Query.events')?.document).toMatch(/^query\b/m);
});

it('no guard of a root field is left out', () => {
  const protectedRoots = Object.entries(AUTHORISATION).filter(
    ([place, rule]) => !isPublic(rule) && /^(Query|Mutation|Subscription)\./.test(place),
  );
  expect(PROTECTED).toEqual(protectedRoots.map(([place]) => place));
  expect(PROTECTED.filter((place) => exampleOf(place) === undefined)).toEqual([]);
});
