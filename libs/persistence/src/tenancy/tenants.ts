import { createHash } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { firstStatementTimeout, holdToDeadline } from '../deadline.ts';
import { prepared } from '../prepared-statements.ts';
import { PLATFORM } from './organisation/unit-kind.ts';
import { DistrictEntity } from './organisation/district.entity.ts';
import { CLOSED, DistrictClosed } from './district-closed.ts';
import { TenantPassEntity } from './tenant-pass.entity.ts';

/** The pass of a district, worked out with a key that is not in the database: the same whenever asked, and not to be guessed from others. */
export type PassOf = (district: string) => string;

/** Settings of a transaction that make a district its tenant. */
export interface TenantSettings {
  readonly district: string;
  /** Empty where districts are entered without. */
  readonly pass: string;
  /** `statement_timeout` of its statements, ms as text; null: the request has no deadline. */
  readonly timeout: string | null;
}

const SETTINGS = `select set_config('guicheng.district', $1, true), set_config('guicheng.pass', $2, true)`;
const ENTER_OPEN = prepared('enter-open', `${SETTINGS}, ${CLOSED}`);
const ENTER_OPEN_IN_TIME = prepared('enter-open-in-time', `${SETTINGS}, set_config('statement_timeout', $3, true), ${CLOSED}`);
const ENTER = prepared('enter', SETTINGS);
const ENTER_IN_TIME = prepared('enter-in-time', `${SETTINGS}, set_config('statement_timeout', $3, true)`);

/** Makes districts the tenants of transactions. */
export class Tenants {
  readonly #passOf: PassOf | null;
  readonly #admitted = new Set<string>();

  /** `passOf` null: districts are entered without a pass, as tools do whose login is not the servers'. */
  constructor(passOf: PassOf | null) {
    this.#passOf = passOf;
  }

  /** What a transaction says to be the district's. */
  settingsOf(district: string): TenantSettings {
    return { district, pass: this.#passOf === null ? '' : this.#passOf(district), timeout: firstStatementTimeout() };
  }

  /** Makes the district the tenant of the transaction, and holds its statements to the deadline of the request. */
  async enter(manager: EntityManager, district: string): Promise<void> {
    const { pass, timeout } = this.settingsOf(district);
    if (timeout === null) return void (await manager.query(ENTER, [district, pass]));
    await manager.query(ENTER_IN_TIME, [district, pass, timeout]);
    holdToDeadline(manager);
  }

  /** The same for a district that is open. Throws `DistrictClosed`. */
  async enterOpen(manager: EntityManager, district: string): Promise<void> {
    const { pass, timeout } = this.settingsOf(district);
    const [entered] = await (timeout === null
      ? manager.query<{ closed: boolean }[]>(ENTER_OPEN, [district, pass])
      : manager.query<{ closed: boolean }[]>(ENTER_OPEN_IN_TIME, [district, pass, timeout]));
    if (timeout !== null) holdToDeadline(manager);
    if (entered?.closed !== false) throw new DistrictClosed(district);
  }

  /**
   * From now on the servers' login enters the district with its pass only. The first pass stays; a server with another key finds the district closed
   * (`GC004`). Nothing happens where there are no passes.
   */
  async admit(source: DataSource, district: string): Promise<void> {
    if (this.#isAdmitted(district)) return;
    await this.#givePass(source.manager, district);
    this.#admitted.add(district);
  }

  /** Admits the district when it is registered: what a caller only names never gets a pass. */
  async admitRegistered(source: DataSource, district: string): Promise<void> {
    if (this.#isAdmitted(district)) return;
    if (await source.manager.existsBy(DistrictEntity, { district })) await this.admit(source, district);
  }

  /** The same within the transaction that registers it: it is never there without its pass. */
  async admitNew(manager: EntityManager, district: string): Promise<void> {
    // Whether the transaction is committed is not known yet: that it was admitted is noted by the next one.
    if (!this.#isAdmitted(district) && (await manager.existsBy(DistrictEntity, { district }))) await this.#givePass(manager, district);
  }

  #isAdmitted(district: string): boolean {
    return this.#passOf === null || this.#admitted.has(district);
  }

  async #givePass(manager: EntityManager, district: string): Promise<void> {
    if (this.#passOf === null) return;
    const pass = { district, digest: digestOf(this.#passOf(district)) };
    await manager.createQueryBuilder().insert().into(TenantPassEntity).values(pass).orIgnore().execute();
  }

  /** Districts that were opened, were admitted or have published, and the platform's own tenant, in their codes' order. */
  async known(source: DataSource): Promise<string[]> {
    const rows = await source.query<{ district: string }[]>(
      'select district from district union select district from tenant_pass union select district from policy union select $1 order by 1',
      [PLATFORM],
    );
    return rows.map(({ district }) => district);
  }

  /** The same without those that were closed. */
  async open(source: DataSource): Promise<string[]> {
    const closed = await source.query<{ district: string }[]>('select district from district where closed_at is not null');
    const gone = new Set(closed.map(({ district }) => district));
    return (await this.known(source)).filter((district) => !gone.has(district));
  }
}

const digestOf = (pass: string): string => createHash('sha256').update(pass).digest('hex');
