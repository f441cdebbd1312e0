import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isToldOf } from './event-match.ts';
import { DISABLED_EVENT, EVENT_TYPES, TEST_EVENT } from './event-types.ts';

const SOURCE = join(import.meta.dirname, '../..');
/** Where a type stands in the code that tells of it. */
const TOLD = [/projectEvent\(\s*'([^']+)'/g, /\bevent: '([^']+)'/g, /\bevents: \[\{ type: '([^']+)'/g];

it('the list of event types is what the code tells, no more and no less', () => {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) => /(?<!\.spec|\.fixture)\.ts$/.test(file));
  const told = files.flatMap((file) => {
    const text = readFileSync(join(SOURCE, file), 'utf8');
    return TOLD.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1]!));
  });
  expect([...new Set([...told, TEST_EVENT, DISABLED_EVENT])].sort()).toEqual([...EVENT_TYPES].sort());
});

it.each(['*', 'project.*', 'project.recorded', 'webhook.*', 'webhook.disabled'])('%s can be asked for', (text) => {
  expect(isToldOf(text)).toBe(true);
});

it.each(['nope', 'nope.*', 'project', 'project.nope', 'projects.*', 'project.recorded.*', '', '.*'])('%s cannot: there is none', (text) => {
  expect(isToldOf(text)).toBe(false);
});
