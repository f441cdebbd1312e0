import { describe, expect, it } from 'vitest';
import { profileOf } from './password-profile.ts';
import { passwordProblems } from './password-rules.ts';

const codes = (profile: 'modern' | 'djbh-3', password: string): string[] =>
  passwordProblems(password, profileOf(profile), ['wang.li', 'east'], '/password').map(({ code }) => code);

describe('the modern profile', () => {
  it.each([
    'correct horse battery',
    '春风又绿江南岸明月何时照我还',
    'zebra-lamp-tundra',
    'x7!kQ2@vN9#w',
    'a'.repeat(3) + 'river under bridge',
  ])('takes "%s"', (password) => {
    expect(codes('modern', password)).toEqual([]);
  });

  it('asks for twelve characters, counted as people count', () => {
    expect(codes('modern', 'k7vq2zr9wmt')).toEqual(['password-too-short']);
    expect(codes('modern', 'k7vq2zr9wmtx')).toEqual([]);
    expect(codes('modern', '😀😎🤖👻🎃🐱🐶🦊🐻🐼🐨')).toEqual(['password-too-short']);
  });

  it.each([
    'password1234',
    'Password2026!',
    'admin-admin!!',
    '123456789012',
    'abcdefghijkl',
    'qwertyuiop12',
    '1qaz2wsx3edc',
    'aaaaaaaaaaaa',
    'abababababab',
    'wang.li.2026',
    'EastEast2026',
    '电子政务电子政务2026!',
    'zyxwvutsrqponml',
    'mimamimamima',
  ])('refuses "%s", which is tried first', (password) => {
    expect(codes('modern', password)).toContain('password-too-common');
  });

  it('bounds what is hashed', () => {
    const long = Array.from({ length: 257 }, (_, index) => String.fromCodePoint(0x4e00 + index * 7)).join('');
    expect(codes('modern', long)).toEqual(['password-too-long']);
    expect(codes('modern', long.slice(1))).toEqual([]);
    expect(codes('modern', 'x'.repeat(1_000_000))).toEqual(['password-too-long']);
  });
});

describe('the profile of 等保三级', () => {
  it('asks for eight characters of three kinds', () => {
    expect(codes('djbh-3', 'Kv7q2zr')).toEqual(['password-too-short']);
    expect(codes('djbh-3', 'Kv7q2zrw')).toEqual([]);
    expect(codes('djbh-3', 'kv7q2zrw')).toEqual(['password-too-plain']);
    expect(codes('djbh-3', 'kv7q-zrw')).toEqual([]);
  });

  it('names all that is wrong at once', () => {
    expect(codes('djbh-3', 'admin')).toEqual(['password-too-short', 'password-too-plain', 'password-too-common']);
  });
});
