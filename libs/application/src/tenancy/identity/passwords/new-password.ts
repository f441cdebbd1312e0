import { err, ok, type Result } from '@guicheng/kernel';
import { problem, type Problem } from '@guicheng/policy-model';
import type { PasswordHasher } from './password-hash.ts';
import type { PasswordProfile } from './password-profile.ts';
import { passwordProblems } from './password-rules.ts';

/** Too many passwords wait to be hashed: memory is bounded, and nobody waits for minutes. */
export const tooBusy: Problem = problem(
  'sign-in-busy',
  '',
  '登录请求过多，请稍候几秒再试。',
  'Too many sign-ins at the moment: try again in a few seconds.',
);

const reused = (pointer: string): Problem =>
  problem(
    'password-reused',
    pointer,
    '新口令不得与当前或最近用过的口令相同。',
    'The new password is the present one or was used not long ago: choose another.',
  );

/** A password to be set, and what it is held against. */
export interface NewPassword {
  readonly password: string;
  readonly profile: PasswordProfile;
  /** What is known of the account. */
  readonly words: readonly string[];
  /** Hashes of the present password and of those before that may not come again. */
  readonly former: readonly string[];
  /** Where in the input it stands. */
  readonly pointer: string;
}

/** The hash to keep of a new password, or all that is wrong with it. Takes some tenths of a second for each hash: never within a transaction. */
export const hashNewPassword = async (
  hasher: PasswordHasher,
  { password, profile, words, former, pointer }: NewPassword,
): Promise<Result<string, Problem[]>> => {
  const problems = await passwordProblems(password, profile, words, pointer);
  if (problems.length > 0) return err(problems);
  for (const hash of former) {
    const check = await hasher.check(password, hash);
    if (check === undefined) return err([tooBusy]);
    if (check.isRight) return err([reused(pointer)]);
  }
  const hash = await hasher.hash(password);
  return hash === undefined ? err([tooBusy]) : ok(hash);
};
