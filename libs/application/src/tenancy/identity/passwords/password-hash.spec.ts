import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { boundedWork } from './bounded-work.ts';
import { PASSWORD_COST, passwordHasher } from './password-hash.ts';

const LOW = { log2N: 4, r: 8, p: 1 };
const bounds = boundedWork({ atOnce: 2, waiting: 100 });
const hasher = passwordHasher(LOW, randomBytes, bounds);

describe('a password hash', () => {
  it('says how it was made, has a salt of its own, and knows its password only', async () => {
    const [one, other] = [await hasher.hash('正确的马 电池')!, await hasher.hash('正确的马 电池')!];
    expect(one).toMatch(/^\$scrypt\$ln=4,r=8,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(one).not.toBe(other);
    expect(await hasher.check('正确的马 电池', one)).toEqual({ isRight: true, isOutdated: false });
    for (const wrong of ['正确的马电池', '', '正确的马 电池 ']) expect((await hasher.check(wrong, one))!.isRight).toBe(false);
  });

  it('does not tell two ways of writing a character apart', async () => {
    const stored = await hasher.hash('café Ａ')!;
    expect((await hasher.check('cafe\u0301 A', stored))!.isRight).toBe(true);
  });

  it('made at another cost is right, and outdated', async () => {
    const stored = await passwordHasher({ ...LOW, log2N: 5 }, randomBytes, bounds).hash('secret')!;
    expect(await hasher.check('secret', stored)).toEqual({ isRight: true, isOutdated: true });
  });

  it('of nobody is never right', async () => {
    expect(await hasher.check('', null)).toEqual({ isRight: false, isOutdated: false });
  });

  // RFC 7914 §12, third vector, at the parameters that it names.
  it('is scrypt as RFC 7914 writes it', async () => {
    const salt = Buffer.from('SodiumChloride');
    const expected = Buffer.from('7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2', 'hex');
    const stored = `$scrypt$ln=14,r=8,p=1$${salt.toString('base64').replaceAll('=', '')}$${expected.toString('base64').replaceAll('=', '')}`;
    expect((await hasher.check('pleaseletmein', stored))!.isRight).toBe(true);
  });

  it('at the cost in service is made at 128 MiB', async () => {
    expect(128 * PASSWORD_COST.r * 2 ** PASSWORD_COST.log2N).toBe(128 * 1024 * 1024);
    const service = passwordHasher(PASSWORD_COST, randomBytes, bounds);
    expect((await service.check('secret', (await service.hash('secret'))!))!.isRight).toBe(true);
  });

  it('is not begun where too many wait', () => {
    expect(passwordHasher(LOW, randomBytes, () => undefined).hash('x')).toBeUndefined();
  });
});
