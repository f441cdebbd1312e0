import { expect, it } from 'vitest';
import { returnPath } from './return-path.ts';

it.each(['/', '/projects', '/projects?page=2&sort=a', '/a/b#c', '/%E9%A1%B9'])('%s is a path of ours', (path) => {
  expect(returnPath(path)).toBe(path);
});

it.each([
  undefined,
  '',
  'projects',
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  ' //evil.example',
  '/a\\..\\..\\evil',
  'javascript:alert(1)',
  '/..//evil.example',
  '/a/..//evil.example',
  '/./\u002f/evil.example',
  '///evil.example',
  '/项',
  `/${'a'.repeat(2_000)}`,
])('%j leads to our first page', (path) => {
  expect(returnPath(path)).toBe('/');
});
