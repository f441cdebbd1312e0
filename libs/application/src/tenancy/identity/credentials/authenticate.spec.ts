import { randomBytes } from 'node:crypto';
import { ok, type Instant } from '@guicheng/kernel';
import { expect, it } from 'vitest';
import type { Caller } from '../../caller.ts';
import { authenticateWith, type Authenticator } from './authenticate.ts';
import { newCredentialToken } from './credential-token.ts';

const presentation = { at: 1_795_651_500_000 as Instant, address: null };
const recording = (prefix: string, seen: string[]): Authenticator => ({
  prefix,
  authenticate: async ({ district }) => {
    seen.push(`${prefix} ${district}`);
    return ok({ district } as Caller);
  },
});

it('a token goes to the authenticator of its prefix, and what is misspelt or unknown to none', async () => {
  const seen: string[] = [];
  const authenticate = authenticateWith([recording('gcs', seen), recording('gck', seen)]);
  const { text } = newCredentialToken('gck', 'east', randomBytes);
  expect(await authenticate(text, presentation)).toMatchObject({ ok: true, value: { district: 'east' } });
  for (const wrong of [text.slice(1), `${text}0`, '', 'Bearer', newCredentialToken('gcx', 'east', randomBytes).text])
    expect(await authenticate(wrong, presentation)).toMatchObject({ ok: false, error: { code: 'credential-not-valid' } });
  expect(seen).toEqual(['gck east']);
});

it('no two authenticators share a prefix', () => {
  expect(() => authenticateWith([recording('gcs', []), recording('gcs', [])])).toThrow('share a prefix');
});
