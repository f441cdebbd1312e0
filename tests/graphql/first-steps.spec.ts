import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const text = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** Operations of the README's numbered rows, in their order. */
const steps = (): readonly string[] =>
  text('README.md')
    .split('\n')
    .filter((line) => /^\| (\d+|[ab]) \|/.test(line))
    .map((line) => /`(\w+)` \|/.exec(line)![1]!);

it('the README leads a newcomer from the first account to a first project, by operations that the reference has', () => {
  const [way, clients] = [steps().slice(0, 12), steps().slice(12)];
  expect(way).toEqual([
    ...['signIn', 'beginSecondFactor', 'confirmSecondFactor', 'openDistrict', 'inviteFirstAdmin'],
    ...['beginSecondFactor', 'addUnit', 'addPerson', 'appoint', 'invitePerson'],
    ...['recordProject', 'auditEntries'],
  ]);
  expect(clients).toEqual(['registerApiClient', 'issueApiCredential']);
  const reference = text('libs/graphql-api/docs/reference.md');
  for (const name of steps()) expect(reference).toMatch(new RegExp(`^### (query|mutation) ${name}$`, 'm'));
});
