import type { Instant } from '@guicheng/kernel';
import type { AccountRecord, DistrictRepositories } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import type { SecretBox } from '../secret-box.ts';
import { isRecoveryCode, recoveryDigest } from './recovery-codes.ts';
import { matchingTotpStep } from './totp.ts';

/** A code was given and does not prove the factor; told only to who has proved the password or a session. */
export const codeWrong: Problem = problem(
  'code-wrong',
  '/code',
  '动态口令或恢复码有误、已用过或已失效：动态口令请输入最新的一个，恢复码每个只能用一次。',
  'The code is wrong, was used before or is too old: give the newest one of the app, or a recovery code that was not used.',
);

/** Under what the secret of an account's second factor is sealed. */
export const totpOwner = (district: string, accountId: string): string => `totp\n${district}\n${accountId}`;

/** Whether a second factor was proved; `none`: the account has none. */
export type SecondFactorCheck = 'none' | 'right' | 'recovery' | 'wrong';

/** Checks a code and uses it up: no code of the app and no recovery code is taken twice, at once or later. Within the caller's transaction. */
export const checkSecondFactor = async (
  { accounts, recoveryCodes }: Pick<DistrictRepositories, 'accounts' | 'recoveryCodes'>,
  box: SecretBox,
  district: string,
  { accountId, totpSecret, totpConfirmedAt, totpLastStep }: AccountRecord,
  code: string | null,
  at: Instant,
): Promise<SecondFactorCheck> => {
  if (totpSecret === null || totpConfirmedAt === null) return 'none';
  if (code === null) return 'wrong';
  if (isRecoveryCode(code)) return (await recoveryCodes.use(accountId, recoveryDigest(accountId, code), at)) ? 'recovery' : 'wrong';
  const step = matchingTotpStep(box.open(totpSecret, totpOwner(district, accountId)), code.trim(), at, totpLastStep);
  return step !== undefined && (await accounts.useTotpStep(accountId, step)) ? 'right' : 'wrong';
};
