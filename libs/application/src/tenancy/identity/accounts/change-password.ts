import type { Result } from '@guicheng/kernel';
import { refuse } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import { actorOf, type Caller } from '../../caller.ts';
import type { IdentityParts, RequestTrace } from '../identity-parts.ts';
import { hashNewPassword } from '../passwords/new-password.ts';
import { changeStoredPassword } from './change-stored-password.ts';
import { provePasswordWith } from './prove-password.ts';

/** What a change of password takes. */
export interface PasswordChange {
  readonly password: string;
  readonly newPassword: string;
}

const changedMeanwhile = problem(
  'password-changed-meanwhile',
  '',
  '口令刚刚已被修改，请用新口令重新登录。',
  'The password was changed a moment ago: sign in with the new one.',
);

/** Changes the caller's own password, who proves the present one; every other session of theirs ends. How many ended. */
export const changePasswordWith = (parts: IdentityParts) => {
  const { database, hasher } = parts;
  const prove = provePasswordWith(parts);
  return async (caller: Caller, { password, newPassword }: PasswordChange, trace: RequestTrace): Promise<Result<number, Problem[]>> => {
    const { district } = caller;
    const proved = await prove(caller, password, trace);
    if (!proved.ok) return proved;
    const { account, profile, at } = proved.value;
    const former = await database.inDistrict(district, ({ accounts }) => accounts.formerPasswords(account.accountId, profile.history));
    const hashed = await hashNewPassword(hasher, {
      password: newPassword,
      profile,
      words: [account.login, district],
      former: [account.passwordHash, ...former],
      pointer: '/newPassword',
    });
    if (!hashed.ok) return hashed;
    const change = { district, actor: actorOf(caller), requestId: trace.requestId, at, idempotency: null };
    return database.change<number>(change, async (repositories) => {
      const present = await repositories.accounts.byPerson(caller.id);
      if (present?.passwordHash !== account.passwordHash) return refuse(changedMeanwhile);
      const ended = await changeStoredPassword(repositories, present, hashed.value, at, { linkBy: null }, caller.sessionId ?? undefined);
      const details = { sessionsEnded: ended };
      return {
        kind: 'done',
        value: ended,
        audit: { action: 'account.change-password', subjectKind: 'account', subjectId: present.accountId, details },
      };
    });
  };
};
