import { describe, expect, it } from 'vitest';
import { profileOf } from './password-profile.ts';
import { passwordProblems } from './password-rules.ts';

const codes = async (profile: 'modern' | 'djbh-3', password: string): Promise<string[]> =>
  (await passwordProblems(password, profileOf(profile), ['wang.li', 'east'], '/password')).map(({ code }) => code);

describe('the modern profile', () => {
  it.each([
    'correct horse battery',
    '春风又绿江南岸明月何时照我还',
    'zebra-lamp-tundra',
    'x7!kQ2@vN9#w',
    'a'.repeat(3) + 'river under bridge',
  ])('takes "%s"', async (password) => {
    expect(await codes('modern', password)).toEqual([]);
  });

  it('asks for twelve characters, counted as people count', async () => {
    expect(await codes('modern', 'k7vq2zr9wmt')).toEqual(['password-too-short']);
    expect(await codes('modern', 'k7vq2zr9wmtx')).toEqual([]);
    expect(await codes('modern', '😀😎🤖👻🎃🐱🐶🦊🐻🐼🐨')).toEqual(['password-too-short']);
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
  ])('refuses "%s", which is tried first', async (password) => {
    expect(await codes('modern', password)).toContain('password-too-common');
  });

  it('bounds what is hashed', async () => {
    const long = Array.from({ length: 257 }, (_, index) => String.fromCodePoint(0x4e00 + index * 7)).join('');
    expect(await codes('modern', long)).toEqual(['password-too-long']);
    expect(await codes('modern', long.slice(1))).toEqual([]);
    expect(await codes('modern', 'x'.repeat(1_000_000))).toEqual(['password-too-long']);
  });
});

describe('the profile of 等保三级', () => {
  it('asks for eight characters of three kinds', async () => {
    expect(await codes('djbh-3', 'Kv7q2zr')).toEqual(['password-too-short']);
    expect(await codes('djbh-3', 'Kv7q2zrw')).toEqual([]);
    expect(await codes('djbh-3', 'kv7q2zrw')).toEqual(['password-too-plain']);
    expect(await codes('djbh-3', 'kv7q-zrw')).toEqual([]);
  });

  it('names all that is wrong at once', async () => {
    expect(await codes('djbh-3', 'admin')).toEqual(['password-too-short', 'password-too-plain', 'password-too-common']);
  });
});

describe('a leaked password', () => {
  it.each(['mailcreated5240', 'ghhh47hj7649', 'SonyEricsson1', 'MAILCREATED5240', 'ｍａｉｌｃｒｅａｔｅｄ5240', '2026mailcreated5240!'])(
    'is refused, "%s" too, however it is written and with a few characters around it',
    async (password) => {
      expect(await codes('modern', password)).toEqual(['password-leaked']);
    },
  );

  it.each(['Mustang7', 'Hockey2026!', 'Jordan23!'])('under 等保三级, where a shorter one is enough, so too: "%s"', async (password) => {
    expect(await codes('djbh-3', password)).toEqual(['password-leaked']);
  });

  it('is none for a leaked one that stands among other words', async () => {
    expect(await codes('modern', 'mustang beside the river')).toEqual([]);
  });
});
