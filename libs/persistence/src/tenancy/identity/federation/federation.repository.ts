import type { Instant } from '@guicheng/kernel';
import { LessThanOrEqual } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { columnOfInstant, instantOfColumn } from '../../../instant-column.ts';
import { FederatedIdentityEntity } from './federated-identity.entity.ts';
import { FederatedPostEntity } from './federated-post.entity.ts';
import { SignInAttemptEntity } from './sign-in-attempt.entity.ts';
import { SignInProviderEntity } from './sign-in-provider.entity.ts';

/** How people sign in by another system. */
export type FederationProtocol = 'oidc' | 'cas';

/** The other system, as a district configured it. */
export interface SignInProviderRecord {
  readonly protocol: FederationProtocol;
  readonly revision: number;
  /** Canonical JSON. */
  readonly settings: string;
  readonly sealedSecret: string | null;
  readonly changedAt: Instant;
  readonly disabledAt: Instant | null;
}

/** A sign-in under way. */
export interface SignInAttemptRecord {
  /** SHA-256, hex. */
  readonly stateDigest: string;
  readonly protocol: FederationProtocol;
  readonly revision: number;
  /** SHA-256, hex. */
  readonly browserDigest: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
  readonly expiresAt: Instant;
}

/** Sign-in by other systems in the unit of work's district. */
export interface FederationRepository {
  provider(protocol: FederationProtocol): Promise<SignInProviderRecord | undefined>;
  /** Enters it, or puts it in the place of what there is. */
  putProvider(provider: SignInProviderRecord): Promise<void>;
  begin(attempt: SignInAttemptRecord): Promise<void>;
  /** Takes an attempt out: nobody else gets it. Forgets those whose time is over. */
  take(stateDigest: string, at: Instant): Promise<SignInAttemptRecord | undefined>;
  /** Id of the person who is this subject there. */
  personOf(issuer: string, subject: string): Promise<string | undefined>;
  /** False: the subject is linked already. */
  link(issuer: string, subject: string, personId: string, at: Instant): Promise<boolean>;
  /** False: it was not linked. */
  unlink(issuer: string, subject: string): Promise<boolean>;
  /** Notes that a post came of claims. */
  markPost(postId: string, issuer: string): Promise<void>;
  /** Which of these posts came of claims. */
  marked(postIds: readonly string[]): Promise<ReadonlySet<string>>;
}

/** What a transaction with a tenant can see of it. */
export const federationRepository = (manager: EntityManager, district: string): FederationRepository => ({
  provider: async (protocol) => {
    const row = await manager.findOneBy(SignInProviderEntity, { district, protocol });
    if (row === null) return undefined;
    const { changedAt, disabledAt, ...provider } = row;
    return { ...provider, changedAt: instantOfColumn(changedAt), disabledAt: disabledAt === null ? null : instantOfColumn(disabledAt) };
  },
  putProvider: async ({ changedAt, disabledAt, ...provider }) => {
    const days = { changedAt: columnOfInstant(changedAt), disabledAt: disabledAt === null ? null : columnOfInstant(disabledAt) };
    await manager.upsert(SignInProviderEntity, { district, ...provider, ...days }, ['district', 'protocol']);
  },
  begin: async ({ expiresAt, ...attempt }) => {
    await manager.insert(SignInAttemptEntity, { district, ...attempt, expiresAt: columnOfInstant(expiresAt) });
  },
  take: async (stateDigest, at) => {
    await manager.delete(SignInAttemptEntity, { district, expiresAt: LessThanOrEqual(columnOfInstant(at)) });
    const row = await manager.findOneBy(SignInAttemptEntity, { district, stateDigest });
    if (row === null || (await manager.delete(SignInAttemptEntity, { district, stateDigest })).affected !== 1) return undefined;
    return { ...row, expiresAt: instantOfColumn(row.expiresAt) };
  },
  personOf: async (issuer, subject) => (await manager.findOneBy(FederatedIdentityEntity, { district, issuer, subject }))?.personId,
  link: async (issuer, subject, personId, at) => {
    const row = { district, issuer, subject, personId, linkedAt: columnOfInstant(at) };
    const made = await manager
      .createQueryBuilder()
      .insert()
      .into(FederatedIdentityEntity)
      .values(row)
      .orIgnore()
      .returning('subject')
      .execute();
    return (made.raw as unknown[]).length === 1;
  },
  unlink: async (issuer, subject) => (await manager.delete(FederatedIdentityEntity, { district, issuer, subject })).affected === 1,
  markPost: async (postId, issuer) => {
    await manager.insert(FederatedPostEntity, { district, postId, issuer });
  },
  marked: async (postIds) => {
    const rows = await manager.query<{ post_id: string }[]>(
      `select post_id from federated_post where district = $1 and post_id = any($2::uuid[])`,
      [district, postIds],
    );
    return new Set(rows.map((row) => row.post_id));
  },
});
