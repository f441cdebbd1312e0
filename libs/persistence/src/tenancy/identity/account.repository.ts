import type { Instant } from '@guicheng/kernel';
import type { EntityManager } from 'typeorm';
import { columnOfInstant, instantOfColumn } from '../../instant-column.ts';
import { isUuid } from '../../uuid-column.ts';
import { AccountEntity } from './account.entity.ts';
import { FormerPasswordEntity } from './former-password.entity.ts';

/** A local account, as it is kept. */
export interface AccountRecord {
  /** UUID. */
  readonly accountId: string;
  readonly personId: string;
  /** Normalised. */
  readonly login: string;
  readonly passwordHash: string;
  readonly passwordChangedAt: Instant;
  /** Sealed; null: none. */
  readonly totpSecret: string | null;
  /** Null: a second factor is not in force. */
  readonly totpConfirmedAt: Instant | null;
  readonly totpLastStep: number | null;
  /** When somebody else last took the second factor away; null: nobody ever did. */
  readonly secondFactorResetAt: Instant | null;
  /** Id of the administrator who did; null: the operator of the deployment, or nobody. */
  readonly secondFactorResetBy: string | null;
  /** Id of who made the one-time link by which the present password was set; null: its owner changed it since. */
  readonly passwordLinkBy: string | null;
  readonly createdAt: Instant;
  readonly disabledAt: Instant | null;
}

/** What happens to an account later only. */
type Later = 'secondFactorResetAt' | 'secondFactorResetBy' | 'passwordLinkBy';
/** An account to be made. */
export type NewAccount = Omit<AccountRecord, Later> & Partial<Pick<AccountRecord, 'passwordLinkBy'>>;

/** What of an account changes. */
export type AccountChanges = Partial<Omit<AccountRecord, 'accountId' | 'personId' | 'createdAt'>>;

/** The local accounts of the unit of work's district. */
export interface AccountRepository {
  /** False: the login is somebody's, or the person has an account; two at once: one is told so. */
  insert(account: NewAccount): Promise<boolean>;
  byLogin(login: string): Promise<AccountRecord | undefined>;
  byPerson(personId: string): Promise<AccountRecord | undefined>;
  /** The same, and nobody else changes or holds it until the transaction ends. Hold the account before its links and sessions. */
  hold(personId: string): Promise<AccountRecord | undefined>;
  /** Whether there is any account at all. */
  exist(): Promise<boolean>;
  change(accountId: string, changes: AccountChanges): Promise<void>;
  /** Notes a step of the second factor as used; false: it, or a later one, was used before, or the factor is gone. Two at once: one is told so. */
  useTotpStep(accountId: string, step: number): Promise<boolean>;
  /** Hashes of the passwords before the present one, newest first. */
  formerPasswords(accountId: string, most: number): Promise<readonly string[]>;
  keepFormerPassword(accountId: string, passwordHash: string, changedAt: Instant): Promise<void>;
}

const instantOrNull = (value: Date | null): Instant | null => (value === null ? null : instantOfColumn(value));
const columnOrNull = (value: Instant | null): Date | null => (value === null ? null : columnOfInstant(value));

const recordOf = (row: AccountEntity): AccountRecord => ({
  accountId: row.accountId,
  personId: row.personId,
  login: row.login,
  passwordHash: row.passwordHash,
  passwordChangedAt: instantOfColumn(row.passwordChangedAt),
  totpSecret: row.totpSecret,
  totpConfirmedAt: instantOrNull(row.totpConfirmedAt),
  totpLastStep: row.totpLastStep === null ? null : Number(row.totpLastStep),
  secondFactorResetAt: instantOrNull(row.secondFactorResetAt),
  secondFactorResetBy: row.secondFactorResetBy,
  passwordLinkBy: row.passwordLinkBy,
  createdAt: instantOfColumn(row.createdAt),
  disabledAt: instantOrNull(row.disabledAt),
});

/** The columns of these changes; `createdAt` may be among them where an account is new. */
const columnsOf = (changes: AccountChanges): Partial<AccountEntity> => {
  const { passwordChangedAt, totpConfirmedAt, totpLastStep, secondFactorResetAt, disabledAt, ...same } = changes;
  return {
    ...same,
    ...(passwordChangedAt === undefined ? {} : { passwordChangedAt: columnOfInstant(passwordChangedAt) }),
    ...(totpConfirmedAt === undefined ? {} : { totpConfirmedAt: columnOrNull(totpConfirmedAt) }),
    ...(totpLastStep === undefined ? {} : { totpLastStep: totpLastStep === null ? null : String(totpLastStep) }),
    ...(secondFactorResetAt === undefined ? {} : { secondFactorResetAt: columnOrNull(secondFactorResetAt) }),
    ...(disabledAt === undefined ? {} : { disabledAt: columnOrNull(disabledAt) }),
  };
};

/** The accounts that a transaction with a tenant can see. */
export const accountRepository = (manager: EntityManager, district: string): AccountRepository => {
  const one = async (where: { readonly login: string } | { readonly personId: string }): Promise<AccountRecord | undefined> => {
    const row = await manager.findOneBy(AccountEntity, { district, ...where });
    return row === null ? undefined : recordOf(row);
  };
  return {
    insert: async ({ createdAt, accountId, personId, ...account }) => {
      const row = { ...columnsOf(account), district, accountId, personId, createdAt: columnOfInstant(createdAt) };
      const query = manager.createQueryBuilder().insert().into(AccountEntity).values(row).orIgnore().returning('account_id');
      return ((await query.execute()).raw as unknown[]).length === 1;
    },
    byLogin: (login) => one({ login }),
    byPerson: async (personId) => (isUuid(personId) ? one({ personId }) : undefined),
    hold: async (personId) => {
      if (!isUuid(personId)) return undefined;
      const row = await manager.findOne(AccountEntity, { where: { district, personId }, lock: { mode: 'pessimistic_write' } });
      return row === null ? undefined : recordOf(row);
    },
    exist: () => manager.existsBy(AccountEntity, { district }),
    change: async (accountId, changes) => {
      await manager.update(AccountEntity, { district, accountId }, columnsOf(changes));
    },
    useTotpStep: async (accountId, step) => {
      const { affected } = await manager
        .createQueryBuilder()
        .update(AccountEntity)
        .set({ totpLastStep: String(step) })
        .where({ district, accountId })
        .andWhere('totp_secret is not null and (totp_last_step is null or totp_last_step < :step)', { step })
        .execute();
      return affected === 1;
    },
    formerPasswords: async (accountId, most) => {
      const rows = await manager.find(FormerPasswordEntity, { where: { district, accountId }, order: { changedAt: 'DESC' }, take: most });
      return rows.map(({ passwordHash }) => passwordHash);
    },
    keepFormerPassword: async (accountId, passwordHash, changedAt) => {
      await manager.insert(FormerPasswordEntity, { district, accountId, passwordHash, changedAt: columnOfInstant(changedAt) });
    },
  };
};
