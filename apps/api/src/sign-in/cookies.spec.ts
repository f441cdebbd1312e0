import { expect, it } from 'vitest';
import { readCookies, writeCookie } from './cookies.ts';

it('cookies are read by name, the first of each, whatever stands around them', () => {
  const read = readCookies('a=1; b = two=2 ;broken; =x; a=3; __Host-c=');
  expect([...read]).toEqual([
    ['a', '1'],
    ['b', 'two=2'],
    ['__Host-c', ''],
  ]);
  expect(readCookies(undefined).size).toBe(0);
});

it('cookies are written for no script and no other site, and for https where that is used', () => {
  expect(writeCookie('s', 'x', { seconds: 60, secure: false })).toBe('s=x; Path=/; HttpOnly; SameSite=Strict; Max-Age=60');
  expect(writeCookie('s', '', { seconds: 0, secure: true })).toBe('s=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0; Secure');
});
