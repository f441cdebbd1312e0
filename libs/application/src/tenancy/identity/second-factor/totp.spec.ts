import type { Instant } from '@guicheng/kernel';
import { describe, expect, it } from 'vitest';
import { matchingTotpStep, otpauthUri, totpCode, totpStep } from './totp.ts';

const SECRET = Buffer.from('12345678901234567890');
const NOW = 1_795_651_500_000 as Instant;
const later = (milliseconds: number): Instant => (NOW + milliseconds) as Instant;

describe('codes of a second factor', () => {
  // RFC 6238, appendix B: the SHA-1 rows, eight digits.
  it.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ])('at second %i are those of RFC 6238', (second, code) => {
    const step = Math.floor(second / 30);
    expect(totpCode(SECRET, step, 8)).toBe(code);
    expect(totpCode(SECRET, step)).toBe(code.slice(2));
  });

  // RFC 4226, appendix D.
  it.each([...['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489'].entries()])(
    'of counter %i are those of RFC 4226: %s',
    (counter, code) => {
      expect(totpCode(SECRET, counter)).toBe(code);
    },
  );

  it('are taken one step early and one step late, and no further', () => {
    const taken = [-2, -1, 0, 1, 2].map((steps) => matchingTotpStep(SECRET, totpCode(SECRET, totpStep(NOW) + steps), NOW, null));
    const now = totpStep(NOW);
    expect(taken).toEqual([undefined, now - 1, now, now + 1, undefined]);
  });

  it('are taken once: neither the used one nor an earlier one comes again', () => {
    const step = totpStep(NOW);
    for (const used of [step - 1, step]) expect(matchingTotpStep(SECRET, totpCode(SECRET, used), NOW, step)).toBeUndefined();
    expect(matchingTotpStep(SECRET, totpCode(SECRET, step + 1), later(30_000), step)).toBe(step + 1);
  });

  it.each(['', '12345', '1234567', '１２３４５６', 'abcdef'])('"%s" is none', (code) => {
    expect(matchingTotpStep(SECRET, code, NOW, null)).toBeUndefined();
  });

  it('a code with anything before or behind it is none', () => {
    const code = totpCode(SECRET, totpStep(NOW));
    for (const given of [`${code}0`, ` ${code}`, `${code} `, `0${code}`])
      expect(matchingTotpStep(SECRET, given, NOW, null)).toBeUndefined();
  });

  it('are set up by a URI that names issuer and account', () => {
    expect(otpauthUri('规程 east', 'wang.li', SECRET)).toBe(
      'otpauth://totp/%E8%A7%84%E7%A8%8B%20east:wang.li?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E8%A7%84%E7%A8%8B%20east&algorithm=SHA1&digits=6&period=30',
    );
  });
});
