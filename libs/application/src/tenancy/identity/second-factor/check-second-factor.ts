import type { Instant } from '@guicheng/kernel';
import type { AccountRecord, DistrictRepositories } from '@guicheng/persistence';
import type { SecretBox } from '../secret-box.ts';
import { isRecoveryCode, recoveryDigest } from './recovery-codes.ts';
import { matchingTotpStep } from './totp.ts';

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
