import type { Fen, Instant } from '@guicheng/kernel';
import type { JsonValue } from '@guicheng/policy-model';
import type { Actor } from '../tenancy/change.ts';

/** 草稿, 已申报, 已撤回. */
export type ProjectStatus = 'draft' | 'submitted' | 'withdrawn';

/** What made a revision. */
export type ProjectAct = 'recorded' | 'changed' | 'submitted' | 'withdrawn' | 'imported';

/** Facts as a request states them: an absent name is unknown, `null` is known to be none. */
export type ProjectFacts = Readonly<Record<string, JsonValue>>;

/** The policy that a project was submitted under. */
export interface PinnedPolicy {
  readonly policyId: string;
  readonly digest: string;
  /** Day of the submission, civil date in Asia/Shanghai. */
  readonly submittedOn: string;
}

/** A project as it stands. */
export interface ProjectRecord {
  /** UUID. */
  readonly projectId: string;
  /** Unique in the district; the unit's own or a running number. */
  readonly code: string;
  readonly title: string;
  readonly unitId: string;
  readonly status: ProjectStatus;
  readonly facts: ProjectFacts;
  /** From 1. */
  readonly revision: number;
  /** Null: not submitted. */
  readonly pinned: PinnedPolicy | null;
  /** For lists; null: unknown. */
  readonly amount: Fen | null;
  /** For lists; null: unknown. */
  readonly nature: string | null;
  readonly createdAt: Instant;
  /** Id of an actor. */
  readonly createdBy: string;
  readonly updatedAt: Instant;
  readonly updatedBy: string;
}

/** How a revision came about. */
export interface RevisionNote {
  readonly act: ProjectAct;
  /** `title`, `unit`, `status`, `facts/<name>`: what differs from the revision before. */
  readonly changed: readonly string[];
  readonly actor: Actor;
}

/** A revision of a project. */
export interface ProjectRevision extends RevisionNote {
  readonly projectId: string;
  readonly revision: number;
  readonly title: string;
  readonly unitId: string;
  readonly status: ProjectStatus;
  readonly facts: ProjectFacts;
  readonly madeAt: Instant;
}
