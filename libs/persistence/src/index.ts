export { anchorFolder, anchorKeyIn } from './audit/anchor-folder.ts';
export type { AnchorFolder } from './audit/anchor-folder.ts';
export type { AuditFilter, AuditLogRepository, AuditPlace, AuditRange } from './audit/audit-log.repository.ts';
export { auditHash, GENESIS } from './audit/audit-hash.ts';
export type { AuditEntry } from './audit/audit-hash.ts';
export type { ReceiptRecord, ReceiptRepository } from './audit/receipt.repository.ts';
export { backup } from './backup/backup.ts';
export { BackupRefused } from './backup/backup-refused.ts';
export type { BackupOptions } from './backup/backup-refused.ts';
export { restore } from './backup/restore.ts';
export type { TableCount } from './backup/archive-format.ts';
export { Database } from './database.ts';
export { DeadlineExceeded, withinDeadline } from './deadline.ts';
export type { Deadline } from './deadline.ts';
export { isDatabaseUnavailable } from './database-unavailable.ts';
export type { DatabaseOptions } from './database.ts';
export type { OnProgress, Progress } from './embedded-postgres/progress.ts';
export { FolderUnusable, makeDataFolder } from './embedded-postgres/data-folder.ts';
export { startEmbeddedPostgres } from './embedded-postgres/embedded-postgres.ts';
export type { EmbeddedPostgres, EmbeddedPostgresOptions } from './embedded-postgres/embedded-postgres.ts';
export type {
  AttemptRecord,
  DeliveryFilter,
  DeliveryOutcome,
  DeliveryRecord,
  DeliveryRepository,
  DeliveryStatus,
  DueDelivery,
} from './integration/events/delivery.repository.ts';
export type { EventHandler, EventListener } from './integration/events/event-listener.ts';
export type { EventPosition, EventRange, EventRecord, OutboxRepository } from './integration/events/outbox.repository.ts';
export type { EndpointReason, EndpointRecord, WebhookRepository } from './integration/events/webhook.repository.ts';
export type { Job, JobDraft, QueueName } from './integration/jobs/job.ts';
export type { JobQueue } from './integration/jobs/job-queue.ts';
export { Leadership } from './leadership.ts';
export type { ApiClientRecord, ClientCredentialRecord, ClientTokenRecord, UsedCredential } from './integration/clients/client-records.ts';
export type { ClientRepository } from './integration/clients/client.repository.ts';
export type { ClientTokenRepository, TokenInUse, UsedAssertion } from './integration/clients/client-token.repository.ts';
export { migrate } from './migration/migrate.ts';
export type { MigrateOptions } from './migration/migrate.ts';
export { RolesMissing } from './migration/roles-missing.ts';
export { SchemaNewer } from './migration/schema-newer.ts';
export type { PolicyRepository, PublishedPolicy, Publisher, PublishOutcome } from './policies/policy.repository.ts';
export type {
  PinnedPolicy,
  ProjectAct,
  ProjectFacts,
  ProjectRecord,
  ProjectRevision,
  ProjectStatus,
  RevisionNote,
} from './projects/project-record.ts';
export type { FilePosition, ProjectFile, ProjectFileRepository } from './projects/project-file.repository.ts';
export { localObjectStore } from './object-store/local-object-store.ts';
export { ObjectTooLarge } from './object-store/object-store.ts';
export type { ObjectStore, StoredObject } from './object-store/object-store.ts';
export { s3ObjectStore } from './object-store/s3-object-store.ts';
export type { S3Options } from './object-store/s3-object-store.ts';
export { positionOf } from './projects/project-page.ts';
export type { ProjectFilter, ProjectOrder, ProjectPage, ProjectPosition, ProjectWindow } from './projects/project-page.ts';
export type { NewProject, ProjectRepository } from './projects/project.repository.ts';
export { hasPasses } from './tenancy/has-passes.ts';
export { refuse } from './tenancy/change.ts';
export type { Actor, ActorKind, AuditDraft, Change, ChangeResult, EventDraft, JsonObject } from './tenancy/change.ts';
export { DistrictClosed, districtClosed } from './tenancy/district-closed.ts';
export type { AccountChanges, AccountRecord, AccountRepository, NewAccount } from './tenancy/identity/account.repository.ts';
export type {
  FederationProtocol,
  FederationRepository,
  SignInAttemptRecord,
  SignInProviderRecord,
} from './tenancy/identity/federation/federation.repository.ts';
export type { InvitationRecord, InvitationRepository, NewInvitation } from './tenancy/identity/invitation.repository.ts';
export type { RecoveryCodeRepository } from './tenancy/identity/recovery-code.repository.ts';
export type { SessionEnd, SessionRecord, SessionRepository } from './tenancy/identity/session.repository.ts';
export type { SignInFailureRecord, SignInFailureRepository } from './tenancy/identity/sign-in-failure.repository.ts';
export type { SignInPolicyRepository } from './tenancy/identity/sign-in-policy.repository.ts';
export type { Days } from './civil-date-column.ts';
export type { KeyRange } from './key-range.ts';
export type { DelegationRecord, DelegationRepository } from './tenancy/organisation/delegation.repository.ts';
export type { DistrictDirectory, DistrictRecord, DistrictRepository } from './tenancy/organisation/district.repository.ts';
export type { PersonParticulars, PersonQuery, PersonRecord, PersonRepository } from './tenancy/organisation/person.repository.ts';
export type { Holding, PostQuery, PostRecord, PostRepository } from './tenancy/organisation/post.repository.ts';
export { PLATFORM, UNIT_KINDS } from './tenancy/organisation/unit-kind.ts';
export type { UnitKind } from './tenancy/organisation/unit-kind.ts';
export type { UnitOnDay, UnitPeriodRecord, UnitQuery, UnitRecord, UnitRepository } from './tenancy/organisation/unit.repository.ts';
export { bootstrapRoles, createApplicationDatabase, DATABASE, ROLE } from './tenancy/roles.ts';
export type { RolePasswords } from './tenancy/roles.ts';
export type { Passing, RetentionRepository } from './tenancy/retention.repository.ts';
export type { PassOf } from './tenancy/tenants.ts';
export type { DistrictRepositories } from './tenancy/unit-of-work.ts';
export { isUuid } from './uuid-column.ts';
