import { expect, it } from 'vitest';
import { leadsTo, portRanges, WEB_PORTS } from './ports.ts';

it.each([
  ['https://a.example/', true],
  ['http://a.example/', true],
  ['https://a.example:80/', true],
  ['https://a.example:79/', false],
  ['https://a.example:22/', false],
  ['https://a.example:25/', false],
  ['https://a.example:444/', false],
  ['https://a.example:1023/', false],
  ['https://a.example:1024/', true],
  ['https://a.example:65535/', true],
  ['https://a.example:0/', false],
])('%s: %s', (url, expected) => expect(leadsTo(new URL(url), WEB_PORTS)).toBe(expected));

it('reads ports and ranges', () => {
  expect(portRanges(['443', '8000-8999'])).toEqual([
    { from: 443, to: 443 },
    { from: 8000, to: 8999 },
  ]);
});

it.each(['0', '65536', '10-9', '-1', 'https', '443-', '1e3', ''])('takes "%s" for none', (entry) =>
  expect(portRanges([entry])).toBeUndefined(),
);
