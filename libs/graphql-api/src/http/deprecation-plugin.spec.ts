import { ApolloServer } from '@apollo/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deprecationHeaders, deprecationPlugin } from './deprecation-plugin.ts';

const on = (days: string): string => `@deprecated(reason: "${days} 改用 a · use a")`;
const SCHEMA = `
  enum E { X Y ${on('2027-03-01/2027-09-01')} }
  input I { old: Int ${on('2027-04-01/2027-10-01')} }
  type Query {
    a(e: E, i: I, n: Int ${on('2027-05-01/2027-11-01')}): Int
    b: Int ${on('2027-01-01/2028-01-01')}
  }`;

describe('headers of what is deprecated', () => {
  const server = new ApolloServer({ typeDefs: SCHEMA, plugins: [deprecationPlugin] });
  const headersOf = async (query: string): Promise<(string | undefined)[]> => {
    const { http } = await server.executeOperation({ query });
    return [http.headers.get('deprecation'), http.headers.get('sunset')];
  };
  beforeAll(() => server.start());
  afterAll(() => server.stop());

  it.each([
    ['nothing', '{ a }', undefined, undefined],
    ['a value that stays', '{ a(e: X) }', undefined, undefined],
    ['a field', '{ b }', '2027-01-01', 'Fri, 31 Dec 2027 16:00:00 GMT'],
    ['a field in a fragment', 'query { ...F } fragment F on Query { b }', '2027-01-01', 'Fri, 31 Dec 2027 16:00:00 GMT'],
    ['an enum value', '{ a(e: Y) }', '2027-03-01', 'Tue, 31 Aug 2027 16:00:00 GMT'],
    ['an input field', '{ a(i: { old: 1 }) }', '2027-04-01', 'Thu, 30 Sep 2027 16:00:00 GMT'],
    ['an argument', '{ a(n: 1) }', '2027-05-01', 'Sun, 31 Oct 2027 16:00:00 GMT'],
    ['several: the earliest of each', '{ a(e: Y) b }', '2027-01-01', 'Tue, 31 Aug 2027 16:00:00 GMT'],
  ])('for %s', async (_, query, day, sunset) => {
    const deprecation = day === undefined ? undefined : `@${Date.parse(`${day}T00:00:00+08:00`) / 1000}`;
    expect(await headersOf(query)).toEqual([deprecation, sunset]);
    expect(await headersOf(query)).toEqual([deprecation, sunset]);
  });

  it('are left out where a reason has no dates', () => {
    expect(deprecationHeaders(['use a'])).toBeUndefined();
  });
});
