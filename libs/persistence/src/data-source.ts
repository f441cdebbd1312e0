import { DataSource } from 'typeorm';
import type { DataSourceOptions, Logger } from 'typeorm';
import { types } from 'pg';
import { AuditEntryEntity } from './audit/audit-entry.entity.ts';
import { PreparingClient } from './prepared-statements.ts';
import { DecisionReceiptEntity } from './audit/decision-receipt.entity.ts';
import { RateBucketEntity } from './integration/rate/rate-bucket.entity.ts';
import { WebhookAttemptEntity } from './integration/events/webhook-attempt.entity.ts';
import { WebhookDeliveryEntity } from './integration/events/webhook-delivery.entity.ts';
import { WebhookEndpointEntity } from './integration/events/webhook-endpoint.entity.ts';
import { ApiClientEntity } from './integration/clients/api-client.entity.ts';
import { ClientAssertionEntity } from './integration/clients/client-assertion.entity.ts';
import { ClientCredentialUseEntity } from './integration/clients/client-credential-use.entity.ts';
import { ClientCredentialEntity } from './integration/clients/client-credential.entity.ts';
import { ClientTokenEntity } from './integration/clients/client-token.entity.ts';
import { IdempotencyKeyEntity } from './integration/idempotency-key.entity.ts';
import { OutboxEventEntity } from './integration/outbox-event.entity.ts';
import { PolicyEntity } from './policies/policy.entity.ts';
import { AccountEntity } from './tenancy/identity/account.entity.ts';
import { FederatedIdentityEntity } from './tenancy/identity/federation/federated-identity.entity.ts';
import { FederatedPostEntity } from './tenancy/identity/federation/federated-post.entity.ts';
import { SignInAttemptEntity } from './tenancy/identity/federation/sign-in-attempt.entity.ts';
import { SignInProviderEntity } from './tenancy/identity/federation/sign-in-provider.entity.ts';
import { FormerPasswordEntity } from './tenancy/identity/former-password.entity.ts';
import { InvitationEntity } from './tenancy/identity/invitation.entity.ts';
import { RecoveryCodeEntity } from './tenancy/identity/recovery-code.entity.ts';
import { SessionEntity } from './tenancy/identity/session.entity.ts';
import { SignInFailureEntity } from './tenancy/identity/sign-in-failure.entity.ts';
import { SignInPolicyEntity } from './tenancy/identity/sign-in-policy.entity.ts';
import { DelegationEntity } from './tenancy/organisation/delegation.entity.ts';
import { DistrictEntity } from './tenancy/organisation/district.entity.ts';
import { PersonEntity } from './tenancy/organisation/person.entity.ts';
import { PostEntity } from './tenancy/organisation/post.entity.ts';
import { UnitEntity } from './tenancy/organisation/unit.entity.ts';
import { UnitPeriodEntity } from './tenancy/organisation/unit-period.entity.ts';
import { TenantPassEntity } from './tenancy/tenant-pass.entity.ts';
import { FileUploadEntity } from './projects/file-upload.entity.ts';
import { ProjectFileRemovalEntity } from './projects/project-file-removal.entity.ts';
import { ProjectFileEntity } from './projects/project-file.entity.ts';
import { ProjectNumberEntity } from './projects/project-number.entity.ts';
import { ProjectRevisionEntity } from './projects/project-revision.entity.ts';
import { ProjectEntity } from './projects/project.entity.ts';

/** All entities, a list to read; nothing is found by globbing. */
export const ENTITIES = [
  TenantPassEntity,
  PolicyEntity,
  DecisionReceiptEntity,
  AuditEntryEntity,
  OutboxEventEntity,
  IdempotencyKeyEntity,
  RateBucketEntity,
  AccountEntity,
  FormerPasswordEntity,
  RecoveryCodeEntity,
  SessionEntity,
  InvitationEntity,
  SignInFailureEntity,
  SignInPolicyEntity,
  SignInProviderEntity,
  FederatedIdentityEntity,
  SignInAttemptEntity,
  FederatedPostEntity,
  WebhookEndpointEntity,
  WebhookDeliveryEntity,
  WebhookAttemptEntity,
  DistrictEntity,
  UnitEntity,
  UnitPeriodEntity,
  PersonEntity,
  PostEntity,
  DelegationEntity,
  ApiClientEntity,
  ClientCredentialEntity,
  ClientCredentialUseEntity,
  ClientTokenEntity,
  ClientAssertionEntity,
  ProjectEntity,
  ProjectRevisionEntity,
  ProjectNumberEntity,
  ProjectFileEntity,
  ProjectFileRemovalEntity,
  FileUploadEntity,
];

const DATE_OID = 1082;

/** A civil date stays the text PostgreSQL writes; pg's default makes it midnight in the process's time zone. */
const getTypeParser: typeof types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === DATE_OID ? (text: string) => text : types.getTypeParser(oid, format as 'text');

/** What goes wrong throws; TypeORM's own lines would mix into answers on standard output, parameters and all. */
const SILENT: Logger = {
  logQuery: () => undefined,
  logQueryError: () => undefined,
  logQuerySlow: () => undefined,
  logSchemaBuild: () => undefined,
  logMigration: () => undefined,
  log: () => undefined,
};

/** A TypeORM data source of ours, not yet connected. It never changes the schema by itself. */
export const createDataSource = (url: string, extra: Record<string, unknown> = {}, more: Partial<DataSourceOptions> = {}): DataSource =>
  new DataSource({
    ...more,
    type: 'postgres',
    url,
    entities: ENTITIES,
    synchronize: false,
    logger: SILENT,
    migrationsTableName: 'migration',
    // Extensions are the migrations' business; the app role may create none.
    installExtensions: false,
    extra: { ...extra, Client: PreparingClient, types: { getTypeParser } },
  } as DataSourceOptions);
