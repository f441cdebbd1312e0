import type { Fen } from '@guicheng/kernel';
import { canonicalJson, digestOf } from '@guicheng/policy-model';
import { columnOfInstant, instantOfColumn } from '../instant-column.ts';
import type { ProjectFacts, ProjectRecord, ProjectRevision, RevisionNote } from './project-record.ts';
import type { ProjectRevisionEntity } from './project-revision.entity.ts';
import type { ProjectEntity } from './project.entity.ts';

const UNKNOWN_AMOUNT = '-1';

/** How an amount stands in its column. */
export const columnOfAmount = (amount: Fen | null): string => (amount === null ? UNKNOWN_AMOUNT : String(amount));

const textOf = (facts: ProjectFacts): Pick<ProjectEntity, 'facts' | 'factsDigest'> => {
  const text = canonicalJson(facts);
  return { facts: text, factsDigest: digestOf(text) };
};

/** The row of a project. */
export const rowOfProject = (district: string, project: ProjectRecord): ProjectEntity => {
  const { facts, pinned, amount, createdAt, updatedAt, ...same } = project;
  return {
    ...same,
    ...textOf(facts),
    district,
    policyId: pinned?.policyId ?? null,
    policyDigest: pinned?.digest ?? null,
    submittedOn: pinned?.submittedOn ?? null,
    amountFen: columnOfAmount(amount),
    createdAt: columnOfInstant(createdAt),
    updatedAt: columnOfInstant(updatedAt),
  };
};

/** The project of a row. */
export const projectOfRow = (row: ProjectEntity): ProjectRecord => ({
  projectId: row.projectId,
  code: row.code,
  title: row.title,
  unitId: row.unitId,
  status: row.status,
  facts: JSON.parse(row.facts) as ProjectFacts,
  revision: row.revision,
  pinned: row.policyId === null ? null : { policyId: row.policyId, digest: row.policyDigest!, submittedOn: row.submittedOn! },
  // Written from a `Fen`: a safe integer.
  amount: row.amountFen === UNKNOWN_AMOUNT ? null : (Number(row.amountFen) as Fen),
  nature: row.nature,
  createdAt: instantOfColumn(row.createdAt),
  createdBy: row.createdBy,
  updatedAt: instantOfColumn(row.updatedAt),
  updatedBy: row.updatedBy,
});

/** The row that keeps a project as this act left it. */
export const rowOfRevision = (row: ProjectEntity, { act, changed, actor }: RevisionNote): ProjectRevisionEntity => ({
  district: row.district,
  projectId: row.projectId,
  revision: row.revision,
  act,
  title: row.title,
  unitId: row.unitId,
  status: row.status,
  facts: row.facts,
  factsDigest: row.factsDigest,
  changed: canonicalJson(changed),
  actorKind: actor.kind,
  actorId: actor.id,
  onBehalfOf: actor.onBehalfOf,
  madeAt: row.updatedAt,
});

/** The revision of a row. */
export const revisionOfRow = (row: ProjectRevisionEntity): ProjectRevision => ({
  projectId: row.projectId,
  revision: row.revision,
  act: row.act,
  title: row.title,
  unitId: row.unitId,
  status: row.status,
  facts: JSON.parse(row.facts) as ProjectFacts,
  changed: JSON.parse(row.changed) as string[],
  actor: { kind: row.actorKind, id: row.actorId, onBehalfOf: row.onBehalfOf },
  madeAt: instantOfColumn(row.madeAt),
});
