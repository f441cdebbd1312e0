import type { Instant } from '@guicheng/kernel';
import { IsNull } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { columnOfInstant, instantOfColumn } from '../../instant-column.ts';
import { InvitationEntity } from './invitation.entity.ts';

/** A one-time link, as it is kept. */
export interface InvitationRecord {
  /** UUID. */
  readonly invitationId: string;
  /** SHA-256 of the token, hex. */
  readonly tokenDigest: string;
  /** Whom it invites; null: whoever sets the deployment up. */
  readonly personId: string | null;
  /** Id of the person who made it; null: none did. */
  readonly issuedBy: string | null;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
}

/** A one-time link to be kept; `issuedBy` left out: nobody made it. */
export type NewInvitation = Omit<InvitationRecord, 'issuedBy'> & Partial<Pick<InvitationRecord, 'issuedBy'>>;

/** The one-time links of the unit of work's district. */
export interface InvitationRepository {
  insert(invitation: NewInvitation): Promise<void>;
  /** The link of this token, if it can still be used; nobody else can use it until the transaction ends. */
  usable(tokenDigest: string, at: Instant): Promise<InvitationRecord | undefined>;
  use(invitationId: string, at: Instant): Promise<void>;
  /** Takes back the open links of a person, or those for setting up; how many. */
  voidOpen(personId: string | null, at: Instant): Promise<number>;
  /** Takes back every open link of the district; how many. */
  voidAll(at: Instant): Promise<number>;
}

const OPEN = { usedAt: IsNull(), voidedAt: IsNull() };

/** The links that a transaction with a tenant can see. */
export const invitationRepository = (manager: EntityManager, district: string): InvitationRepository => ({
  insert: async ({ createdAt, expiresAt, ...invitation }) => {
    await manager.insert(InvitationEntity, {
      ...invitation,
      district,
      createdAt: columnOfInstant(createdAt),
      expiresAt: columnOfInstant(expiresAt),
    });
  },
  usable: async (tokenDigest, at) => {
    // Who waits for this lock sees afterwards that the link is used.
    const row = await manager.findOne(InvitationEntity, { where: { district, tokenDigest, ...OPEN }, lock: { mode: 'pessimistic_write' } });
    if (row === null) return undefined;
    const { invitationId, personId, issuedBy } = row;
    const expiresAt = instantOfColumn(row.expiresAt);
    return expiresAt <= at
      ? undefined
      : { invitationId, tokenDigest, personId, issuedBy, createdAt: instantOfColumn(row.createdAt), expiresAt };
  },
  use: async (invitationId, at) => {
    await manager.update(InvitationEntity, { district, invitationId, ...OPEN }, { usedAt: columnOfInstant(at) });
  },
  voidOpen: async (personId, at) => {
    const open = { district, personId: personId ?? IsNull(), ...OPEN };
    return (await manager.update(InvitationEntity, open, { voidedAt: columnOfInstant(at) })).affected ?? 0;
  },
  voidAll: async (at) => (await manager.update(InvitationEntity, { district, ...OPEN }, { voidedAt: columnOfInstant(at) })).affected ?? 0,
});
