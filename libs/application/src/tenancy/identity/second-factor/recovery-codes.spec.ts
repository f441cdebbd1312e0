import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { isRecoveryCode, newRecoveryCodes, recoveryDigest } from './recovery-codes.ts';

it('ten different codes, each told from a code of the app, written as one likes', () => {
  const codes = newRecoveryCodes(randomBytes);
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) {
    expect(code).toMatch(/^([A-Z2-7]{4}-){5}[A-Z2-7]{4}$/);
    expect(isRecoveryCode(code)).toBe(true);
    expect(isRecoveryCode(code.slice(1))).toBe(false);
    expect(recoveryDigest('a', code.toLowerCase().replaceAll('-', ' '))).toBe(recoveryDigest('a', code));
    expect(recoveryDigest('b', code)).not.toBe(recoveryDigest('a', code));
  }
  expect(isRecoveryCode('123456')).toBe(false);
});
