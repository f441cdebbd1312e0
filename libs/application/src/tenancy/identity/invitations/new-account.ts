import { err, uuidV7, type Instant, type Result } from '@guicheng/kernel';
import type { NewAccount } from '@guicheng/persistence';
import type { Problem } from '@guicheng/policy-model';
import type { RandomBytes } from '../../../audit/receipt-book.ts';
import { loginProblem, normalLogin } from '../accounts/login-name.ts';
import { hashNewPassword } from '../passwords/new-password.ts';
import type { PasswordHasher } from '../passwords/password-hash.ts';
import type { PasswordProfile } from '../passwords/password-profile.ts';
import { passwordProblems } from '../passwords/password-rules.ts';

/** What somebody chooses for an account of their own. */
export interface AccountChoice {
  readonly login: string;
  readonly password: string;
}

/** Hashes the chosen password, or names everything that is wrong with login and password. */
export const checkedChoice = async (
  hasher: PasswordHasher,
  district: string,
  { login, password }: AccountChoice,
  profile: PasswordProfile,
  words: readonly string[],
): Promise<Result<string, Problem[]>> => {
  const known = [normalLogin(login), district, ...words];
  const wrong = loginProblem(login, '/login');
  if (wrong !== undefined) return err([wrong, ...(await passwordProblems(password, profile, known, '/password'))]);
  return hashNewPassword(hasher, { password, profile, words: known, former: [], pointer: '/password' });
};

/** The account that is made of a choice. */
export const accountOf = (personId: string, login: string, passwordHash: string, at: Instant, random: RandomBytes): NewAccount => ({
  accountId: uuidV7(at, random(10)),
  personId,
  login: normalLogin(login),
  passwordHash,
  passwordChangedAt: at,
  totpSecret: null,
  totpConfirmedAt: null,
  totpLastStep: null,
  createdAt: at,
  disabledAt: null,
});
