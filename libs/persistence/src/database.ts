import type { Result } from '@guicheng/kernel';
import type { Problem } from '@guicheng/policy-model';
import type { DataSource } from 'typeorm';
import { createDataSource } from './data-source.ts';
import { listenToEvents, type EventHandler, type EventListener } from './integration/events/event-listener.ts';
import type { JobQueue } from './integration/jobs/job-queue.ts';
import { jobQueue } from './integration/jobs/job-queue.ts';
import { Leadership } from './leadership.ts';
import { policyRepository } from './policies/policy.repository.ts';
import type { PolicyRepository } from './policies/policy.repository.ts';
import type { Change, ChangeResult } from './tenancy/change.ts';
import { Tenants } from './tenancy/tenants.ts';
import type { PassOf } from './tenancy/tenants.ts';
import { districtDirectory, type DistrictDirectory } from './tenancy/organisation/district.repository.ts';
import { UnitOfWork } from './tenancy/unit-of-work.ts';
import type { DistrictRepositories, Entering } from './tenancy/unit-of-work.ts';

/** How to connect. */
export interface DatabaseOptions {
  /** Connections at most; default 10. */
  readonly poolSize?: number;
  /** Shown in `pg_stat_activity`; default `guicheng`. */
  readonly applicationName?: string;
  /** A statement that takes longer is ended by the server, ms; default 30,000. */
  readonly statementTimeoutMilliseconds?: number;
  /** Passes of districts, see `Tenants`; default: districts are entered without. */
  readonly passOf?: PassOf;
}

/** One connected database. What every district may read stands on it; a district's own data only inside `inDistrict`. */
export class Database {
  /** Published policies of all districts. */
  readonly policies: PolicyRepository;
  /** Jobs of all districts: ids, no business. */
  readonly jobs: JobQueue;
  /** The tenants of this installation. */
  readonly districts: DistrictDirectory;
  readonly #source: DataSource;
  readonly #unitOfWork: UnitOfWork;
  readonly #url: string;
  readonly #tenants: Tenants;

  private constructor(url: string, source: DataSource, tenants: Tenants) {
    this.#url = url;
    this.#source = source;
    this.#tenants = tenants;
    this.#unitOfWork = new UnitOfWork(source, tenants);
    this.policies = policyRepository(source, tenants);
    this.jobs = jobQueue(source);
    this.districts = districtDirectory(source.manager);
  }

  /** Connects, as the app role in service. Throws when the database cannot be reached. */
  static async connect(url: string, options: DatabaseOptions = {}): Promise<Database> {
    const source = createDataSource(url, {
      max: options.poolSize ?? 10,
      application_name: options.applicationName ?? 'guicheng',
      statement_timeout: options.statementTimeoutMilliseconds ?? 30_000,
      connectionTimeoutMillis: 10_000,
    });
    await source.initialize();
    return new Database(url, source, new Tenants(options.passOf ?? null));
  }

  /** Tenants that may have rows: districts that were opened, were admitted or have published, and the platform. */
  tenants(): Promise<string[]> {
    return this.#tenants.known(this.#source);
  }

  /** The same without those that were closed. */
  openTenants(): Promise<string[]> {
    return this.#tenants.open(this.#source);
  }

  /** A candidacy for the lead among the processes on this database. */
  leadership(name: string): Leadership {
    return new Leadership(this.#source, name);
  }

  /** Enters the district and leaves it again. Throws (`GC004`) when this server has not the key of the deployment. */
  async enter(district: string): Promise<void> {
    await this.#unitOfWork.enter(district);
  }

  /** One transaction with `district` as the tenant; see `UnitOfWork`. */
  inDistrict<T>(district: string, work: (repositories: DistrictRepositories) => Promise<T>, entering?: Entering): Promise<T> {
    return this.#unitOfWork.inDistrict(district, work, entering);
  }

  /** Carries out a mutation with `change.district` as the tenant, audited; see `UnitOfWork`. */
  change<T>(change: Change, work: (repositories: DistrictRepositories) => Promise<ChangeResult<T>>): Promise<Result<T, Problem[]>> {
    return this.#unitOfWork.change(change, work);
  }

  /** Tells of events as they are relayed, on a connection of its own; see `listenToEvents`. */
  listen(handler: EventHandler): Promise<EventListener> {
    return listenToEvents(this.#url, handler);
  }

  /** One round trip. Throws when the database does not answer. */
  async ping(): Promise<void> {
    await this.#source.query('select 1');
  }

  /** Ends all connections. */
  async close(): Promise<void> {
    await this.#source.destroy();
  }
}
