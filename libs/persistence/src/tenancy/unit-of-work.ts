import { err, ok, type Result } from '@guicheng/kernel';
import { canonicalJson, type Problem } from '@guicheng/policy-model';
import type { DataSource, EntityManager } from 'typeorm';
import { holdToDeadline } from '../deadline.ts';
import { auditLogRepository } from '../audit/audit-log.repository.ts';
import type { AuditLogRepository } from '../audit/audit-log.repository.ts';
import { auditRepository } from '../audit/audit.repository.ts';
import { receiptRepository } from '../audit/receipt.repository.ts';
import type { ReceiptRepository } from '../audit/receipt.repository.ts';
import { deliveryRepository, type DeliveryRepository } from '../integration/events/delivery.repository.ts';
import { outboxRepository, type OutboxRepository } from '../integration/events/outbox.repository.ts';
import { webhookRepository, type WebhookRepository } from '../integration/events/webhook.repository.ts';
import { clientRepository } from '../integration/clients/client.repository.ts';
import type { ClientRepository } from '../integration/clients/client.repository.ts';
import { clientTokenRepository } from '../integration/clients/client-token.repository.ts';
import type { ClientTokenRepository } from '../integration/clients/client-token.repository.ts';
import { rateBucketRepository } from '../integration/rate/rate-bucket.repository.ts';
import type { RateBucketRepository } from '../integration/rate/rate-bucket.repository.ts';
import { idempotencyRepository } from '../integration/idempotency.repository.ts';
import type { JobDraft } from '../integration/jobs/job.ts';
import { enqueue } from '../integration/jobs/job-queue.ts';
import { projectFileRepository } from '../projects/project-file.repository.ts';
import type { ProjectFileRepository } from '../projects/project-file.repository.ts';
import { projectRepository } from '../projects/project.repository.ts';
import type { ProjectRepository } from '../projects/project.repository.ts';
import type { Change, ChangeResult } from './change.ts';
import { accountRepository } from './identity/account.repository.ts';
import type { AccountRepository } from './identity/account.repository.ts';
import { federationRepository } from './identity/federation/federation.repository.ts';
import type { FederationRepository } from './identity/federation/federation.repository.ts';
import { invitationRepository } from './identity/invitation.repository.ts';
import type { InvitationRepository } from './identity/invitation.repository.ts';
import { recoveryCodeRepository } from './identity/recovery-code.repository.ts';
import type { RecoveryCodeRepository } from './identity/recovery-code.repository.ts';
import { sessionRepository } from './identity/session.repository.ts';
import type { SessionRepository } from './identity/session.repository.ts';
import { signInFailureRepository } from './identity/sign-in-failure.repository.ts';
import type { SignInFailureRepository } from './identity/sign-in-failure.repository.ts';
import { signInPolicyRepository } from './identity/sign-in-policy.repository.ts';
import type { SignInPolicyRepository } from './identity/sign-in-policy.repository.ts';
import { retentionRepository, type RetentionRepository } from './retention.repository.ts';
import { DistrictClosed, districtClosed, isChainEnded } from './district-closed.ts';
import type { Tenants } from './tenants.ts';
import { delegationRepository, type DelegationRepository } from './organisation/delegation.repository.ts';
import { districtRepository, type DistrictRepository } from './organisation/district.repository.ts';
import { personRepository, type PersonRepository } from './organisation/person.repository.ts';
import { postRepository, type PostRepository } from './organisation/post.repository.ts';
import { unitRepository, type UnitRepository } from './organisation/unit.repository.ts';

/** The repositories of one district, alive within one transaction. */
export interface DistrictRepositories {
  readonly receipts: ReceiptRepository;
  readonly rateBuckets: RateBucketRepository;
  readonly accounts: AccountRepository;
  readonly recoveryCodes: RecoveryCodeRepository;
  readonly sessions: SessionRepository;
  readonly invitations: InvitationRepository;
  readonly signInFailures: SignInFailureRepository;
  readonly signInPolicy: SignInPolicyRepository;
  readonly federation: FederationRepository;
  readonly auditLog: AuditLogRepository;
  readonly outbox: OutboxRepository;
  readonly webhooks: WebhookRepository;
  readonly deliveries: DeliveryRepository;
  /** Enqueues with the transaction: nobody has the jobs before it is committed. */
  enqueue(jobs: readonly Omit<JobDraft, 'district'>[]): Promise<void>;
  readonly retention: RetentionRepository;
  readonly districts: DistrictRepository;
  readonly units: UnitRepository;
  readonly people: PersonRepository;
  readonly posts: PostRepository;
  readonly delegations: DelegationRepository;
  readonly clients: ClientRepository;
  readonly clientTokens: ClientTokenRepository;
  readonly projects: ProjectRepository;
  readonly projectFiles: ProjectFileRepository;
}

/** Each is made when it is asked for: a transaction needs two or three of them. */
const repositoriesOf = (manager: EntityManager, district: string): DistrictRepositories => ({
  get receipts() {
    return receiptRepository(manager, district);
  },
  get rateBuckets() {
    return rateBucketRepository(manager, district);
  },
  get accounts() {
    return accountRepository(manager, district);
  },
  get recoveryCodes() {
    return recoveryCodeRepository(manager, district);
  },
  get sessions() {
    return sessionRepository(manager, district);
  },
  get invitations() {
    return invitationRepository(manager, district);
  },
  get signInFailures() {
    return signInFailureRepository(manager, district);
  },
  get signInPolicy() {
    return signInPolicyRepository(manager, district);
  },
  get federation() {
    return federationRepository(manager, district);
  },
  get auditLog() {
    return auditLogRepository(manager, district);
  },
  get outbox() {
    return outboxRepository(manager, district);
  },
  get webhooks() {
    return webhookRepository(manager, district);
  },
  get deliveries() {
    return deliveryRepository(manager, district);
  },
  enqueue: (jobs) =>
    enqueue(
      manager,
      jobs.map((job) => ({ ...job, district })),
    ),
  get retention() {
    return retentionRepository(manager, district);
  },
  get districts() {
    return districtRepository(manager, district);
  },
  get units() {
    return unitRepository(manager, district);
  },
  get people() {
    return personRepository(manager, district);
  },
  get posts() {
    return postRepository(manager, district);
  },
  get delegations() {
    return delegationRepository(manager, district);
  },
  get clients() {
    return clientRepository(manager, district);
  },
  get clientTokens() {
    return clientTokenRepository(manager, district);
  },
  get projects() {
    return projectRepository(manager, district);
  },
  get projectFiles() {
    return projectFileRepository(manager, district);
  },
});

/** What a transaction may enter. */
export interface Entering {
  /** True: closed districts too; for what only reads or forgets what is kept. */
  readonly closedToo?: boolean;
}

/** The only door to tenant-scoped repositories. */
export class UnitOfWork {
  readonly #source: DataSource;

  readonly #tenants: Tenants;

  constructor(source: DataSource, tenants: Tenants) {
    this.#source = source;
    this.#tenants = tenants;
  }

  /**
   * Runs `work` in one transaction in which the district is the tenant; row-level security lets it see and write nothing else. Rolls back
   * and rethrows when `work` throws. What changes a district's business belongs into `change`: without an audit entry it cannot commit here.
   * Throws `DistrictClosed`, unless what is kept of closed districts is wanted too.
   */
  inDistrict<T>(
    district: string,
    work: (repositories: DistrictRepositories) => Promise<T>,
    { closedToo = false }: Entering = {},
  ): Promise<T> {
    return this.#source.transaction(async (manager) => {
      await (closedToo ? this.#tenants.enter(manager, district) : this.#tenants.enterOpen(manager, district));
      return work(repositoriesOf(manager, district));
    });
  }

  /** Enters the district and leaves it again. Throws where its pass is not this server's. */
  async enter(district: string): Promise<void> {
    await this.#source.transaction(async (manager) => {
      await this.#tenants.enter(manager, district);
      await manager.query('select guicheng_current_district()');
    });
  }

  /**
   * Carries out a mutation: one transaction = what `work` does + the caller's idempotency key + one audit entry + its events. A refusal rolls all of it back;
   * a request that was answered before is answered alike, and `work` is not run. Refusal besides those of `work`: `district-closed`.
   */
  async change<T>(change: Change, work: (repositories: DistrictRepositories) => Promise<ChangeResult<T>>): Promise<Result<T, Problem[]>> {
    await this.#tenants.admitRegistered(this.#source, change.district);
    const runner = this.#source.createQueryRunner();
    try {
      await runner.startTransaction();
      const result = await carryOut(runner.manager, this.#tenants, change, work);
      if (result.ok) await runner.commitTransaction();
      else await runner.rollbackTransaction();
      return result;
    } catch (error) {
      // The connection may be what broke: the error that tells is the first one.
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      if (error instanceof DistrictClosed || isChainEnded(error)) return err([districtClosed]);
      throw error;
    } finally {
      await runner.release();
    }
  }
}

const carryOut = async <T>(
  manager: EntityManager,
  tenants: Tenants,
  change: Change,
  work: (repositories: DistrictRepositories) => Promise<ChangeResult<T>>,
): Promise<Result<T, Problem[]>> => {
  const repetition = await idempotencyRepository(manager).begin(change, tenants.settingsOf(change.district));
  holdToDeadline(manager);
  if (repetition.kind === 'refused') return err([repetition.problem]);
  if (repetition.kind === 'answered') return ok(repetition.value as T);
  const outcome = await work(repositoriesOf(manager, change.district));
  if (outcome.kind === 'refused') return err(outcome.problems);
  await tenants.admitNew(manager, change.district);
  const events = outcome.events ?? [];
  // One job for each mutation, even where one waits already: that one may have been taken before this mutation's events can be seen.
  if (events.length > 0) await enqueue(manager, [{ queue: 'relay', district: change.district, id: null, startAfter: null }]);
  await auditRepository(manager).append(change, outcome.audit, events, canonicalJson(outcome.value));
  return ok(outcome.value);
};
