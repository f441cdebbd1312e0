import type { Instant } from '@guicheng/kernel';
import type { DatedVersion, Policy, PolicyNature, Problem } from '@guicheng/policy-model';
import { problem, validityOverlaps } from '@guicheng/policy-model';
import type { DataSource, EntityManager } from 'typeorm';
import { auditRepository } from '../audit/audit.repository.ts';
import { columnOfInstant, instantOfColumn } from '../instant-column.ts';
import type { Actor } from '../tenancy/change.ts';
import { ROLE } from '../tenancy/roles.ts';
import type { Tenants } from '../tenancy/tenants.ts';
import { PolicyEntity } from './policy.entity.ts';

/** A policy as it was published. */
export interface PublishedPolicy {
  /** `<district>/<version>`. */
  readonly policyId: string;
  readonly district: string;
  readonly version: string;
  /** `sha256:` + hex of the canonical content. */
  readonly digest: string;
  readonly content: Policy;
  readonly nature: PolicyNature;
  /** First day in force, `YYYY-MM-DD`; null: never in force by itself (draft, guidance). */
  readonly effectiveFrom: string | null;
  /** Last day in force, included; null: open. */
  readonly effectiveTo: string | null;
  readonly publishedAt: Instant;
}

/** A checked policy to publish: `canonical` is its canonical JSON and `digest` that text's digest. */
export interface Publication {
  readonly policy: Policy;
  readonly digest: string;
  readonly canonical: string;
}

/** What a publication came to. `unchanged`: that very content was published before. */
export type PublishOutcome =
  | { readonly kind: 'published' | 'unchanged'; readonly policyId: string; readonly digest: string }
  | { readonly kind: 'refused'; readonly policyId: string; readonly problem: Problem };

/** Who publishes, under which request; each district's audit chain tells it. */
export interface Publisher {
  readonly actor: Actor;
  readonly requestId: string;
}

/** The program itself: the packs that came with it. */
const PROGRAM: Publisher = { actor: { kind: 'system', id: 'guicheng', onBehalfOf: null }, requestId: 'start' };

/** The published policies of all districts: public knowledge, read without a tenant. */
export interface PolicyRepository {
  /**
   * Publishes a policy. Refusals: `published-content-differs`, `validity-overlaps`. Safe however many publish at once: the database's
   * constraints decide. What is new gets an entry `policy.publish` in its district's audit chain, in the same transaction.
   */
  publish(publication: Publication, now: Instant, publisher?: Publisher): Promise<PublishOutcome>;
  /** Publishes several together or, when one is refused, none; the outcomes by policy id. */
  publishAll(publications: readonly Publication[], now: Instant, publisher?: Publisher): Promise<PublishOutcome[]>;
  /** All, by policy id. */
  all(): Promise<PublishedPolicy[]>;
  byId(policyId: string): Promise<PublishedPolicy | undefined>;
  byDigest(digest: string): Promise<PublishedPolicy | undefined>;
}

const published = (row: PolicyEntity): PublishedPolicy => ({
  policyId: row.policyId,
  district: row.district,
  version: row.version,
  digest: row.digest,
  content: JSON.parse(row.content) as Policy,
  nature: row.nature,
  effectiveFrom: row.effectiveFrom,
  effectiveTo: row.effectiveTo,
  publishedAt: instantOfColumn(row.publishedAt),
});

const contentDiffers = (policyId: string, publishedDigest: string, offeredDigest: string): Problem =>
  problem(
    'published-content-differs',
    '',
    `${policyId} 已发布（${publishedDigest}），已发布的内容不可更改；所提交内容为 ${offeredDigest}。请以新版本号发布。`,
    `${policyId} is published as ${publishedDigest} and published content never changes; what was offered is ${offeredDigest}. Publish it under a new version.`,
  );

const datedVersion = ({ policyId: id, effectiveFrom, effectiveTo }: PolicyEntity): DatedVersion => ({ id, effectiveFrom, effectiveTo });

const rowOf = (policy: Policy, digest: string, canonical: string, now: Instant): PolicyEntity => {
  const { manifest } = policy;
  const inForce = manifest.nature === 'regulation';
  return Object.assign(new PolicyEntity(), {
    policyId: manifest.id,
    district: manifest.district.id,
    version: manifest.version,
    digest,
    content: canonical,
    nature: manifest.nature,
    effectiveFrom: inForce ? manifest.effectiveFrom : null,
    effectiveTo: inForce ? manifest.effectiveTo : null,
    publishedAt: columnOfInstant(now),
  });
};

/** Why a row was not inserted: each conflict is with a row that is committed and will not change. */
async function explainConflict(manager: EntityManager, row: PolicyEntity): Promise<PublishOutcome> {
  const sameId = await manager.findOneBy(PolicyEntity, { policyId: row.policyId });
  if (sameId) {
    if (sameId.digest === row.digest) return { kind: 'unchanged', policyId: row.policyId, digest: row.digest };
    return { kind: 'refused', policyId: row.policyId, problem: contentDiffers(row.policyId, sameId.digest, row.digest) };
  }
  const overlapping = await manager
    .createQueryBuilder(PolicyEntity, 'policy')
    .where('policy.district = :district', { district: row.district })
    .andWhere(`daterange(policy.effectiveFrom, policy.effectiveTo, '[]') && daterange(:from, :to, '[]')`, {
      from: row.effectiveFrom,
      to: row.effectiveTo,
    })
    .andWhere('policy.effectiveFrom is not null')
    .orderBy('policy.effectiveFrom')
    .getOne();
  if (!overlapping) throw new Error(`${row.policyId} was not inserted and conflicts with nothing`);
  return { kind: 'refused', policyId: row.policyId, problem: validityOverlaps(datedVersion(row), datedVersion(overlapping)) };
}

/** The entry of one publication, and the check that it is there: now, while its district is the tenant. */
async function audit(manager: EntityManager, tenants: Tenants, row: PolicyEntity, at: Instant, publisher: Publisher): Promise<void> {
  const { district, policyId, digest, nature, effectiveFrom, effectiveTo } = row;
  await tenants.enter(manager, district);
  const details = { digest, nature, effectiveFrom, effectiveTo };
  await auditRepository(manager).append(
    { district, at, ...publisher, idempotency: null },
    { action: 'policy.publish', subjectKind: 'policy', subjectId: policyId, details },
    [],
    'null',
  );
  await manager.query('set constraints policy_audited immediate; set constraints policy_audited deferred');
}

async function publishWithin(
  manager: EntityManager,
  tenants: Tenants,
  { policy, digest, canonical }: Publication,
  now: Instant,
  publisher: Publisher,
): Promise<PublishOutcome> {
  const row = rowOf(policy, digest, canonical, now);
  await manager.query(`set local role ${ROLE.publisher}`);
  // `on conflict do nothing` covers the exclusion constraint too, and waits for whoever publishes at the same time.
  const { raw } = await manager.createQueryBuilder().insert().into(PolicyEntity).values(row).orIgnore().returning('policy_id').execute();
  if ((raw as unknown[]).length !== 1) return explainConflict(manager, row);
  await audit(manager, tenants, row, now, publisher);
  return { kind: 'published', policyId: row.policyId, digest };
}

/** Thrown to roll back: one was refused. */
class NothingPublished extends Error {
  constructor(readonly outcomes: PublishOutcome[]) {
    super('nothing was published');
  }
}

const byPolicyId = ({ policy: { manifest: a } }: Publication, { policy: { manifest: b } }: Publication): number =>
  a.id < b.id ? -1 : Number(a.id > b.id);

/** The policies in one database. */
export const policyRepository = (source: DataSource, tenants: Tenants): PolicyRepository => {
  const find = async (where: { policyId: string } | { digest: string }): Promise<PublishedPolicy | undefined> => {
    const row = await source.manager.findOneBy(PolicyEntity, where);
    return row ? published(row) : undefined;
  };
  return {
    publish: async (publication, now, publisher = PROGRAM) => {
      await tenants.admit(source, publication.policy.manifest.district.id);
      return source.transaction((manager) => publishWithin(manager, tenants, publication, now, publisher));
    },
    publishAll: async (publications, now, publisher = PROGRAM) => {
      for (const { policy } of publications) await tenants.admit(source, policy.manifest.district.id);
      return source
        .transaction(async (manager) => {
          const outcomes: PublishOutcome[] = [];
          // In one order everywhere, so that two that publish the same wait for each other instead of blocking each other.
          for (const publication of [...publications].sort(byPolicyId))
            outcomes.push(await publishWithin(manager, tenants, publication, now, publisher));
          if (outcomes.some(({ kind }) => kind === 'refused')) throw new NothingPublished(outcomes);
          return outcomes;
        })
        .catch((error: unknown) => {
          if (error instanceof NothingPublished) return error.outcomes;
          throw error;
        });
    },
    all: async () => (await source.manager.find(PolicyEntity, { order: { policyId: 'ASC' } })).map(published),
    byId: (policyId) => find({ policyId }),
    byDigest: (digest) => find({ digest }),
  };
};
