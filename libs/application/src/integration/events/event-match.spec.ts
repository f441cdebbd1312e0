import { describe, expect, it } from 'vitest';
import { isEventPattern, isMeantFor } from './event-match.ts';

const isMeant = (type: string, eventTypes: string[], subjectId = 'p-1'): boolean =>
  isMeantFor({ type, subjectId }, { id: 'w-1', eventTypes });

describe('an event', () => {
  it.each([
    ['project.recorded', ['project.recorded'], true],
    ['project.recorded', ['project.*'], true],
    ['project.recorded', ['*'], true],
    ['project.recorded', ['project.edited', 'project.*'], true],
    ['project.recorded', ['project'], false],
    ['projects.recorded', ['project.*'], false],
    ['project.recorded', ['project.record'], false],
    ['project.recorded', [], false],
  ])('%s is delivered to who asked for %j: %s', (type, asked, expected) => {
    expect(isMeant(type, asked)).toBe(expected);
  });

  it('of a test goes to the tested endpoint, whatever it asked for, and to no other', () => {
    expect(isMeant('webhook.tested', [], 'w-1')).toBe(true);
    expect(isMeant('webhook.tested', ['*'], 'w-2')).toBe(false);
  });

  it('of an endpoint that was switched off goes to all others', () => {
    expect(isMeant('webhook.disabled', ['*'], 'w-1')).toBe(false);
    expect(isMeant('webhook.disabled', ['project.recorded'], 'w-2')).toBe(true);
  });
});

it.each(['*', 'project.*', 'project.recorded', 'policy-draft.approved', 'a.b.c'])('%s can be asked for', (text) => {
  expect(isEventPattern(text)).toBe(true);
});

it.each(['', '**', '.*', 'a.*.b', '*.recorded', 'Project.*', 'a..b', 'a b', `${'a'.repeat(101)}`])('%s cannot', (text) => {
  expect(isEventPattern(text)).toBe(false);
});
