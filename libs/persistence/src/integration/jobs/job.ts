import type { Instant } from '@guicheng/kernel';

/** Queues, as the migration made them. */
export type QueueName = 'relay' | 'deliver';

/** What a job may hold: the queue's tables have no row-level security. */
export interface JobData {
  readonly district: string;
  /** What is to be done, by its id within the district; null: whatever there is. */
  readonly id: string | null;
  /** Of a delivery: the endpoint that it goes to, by its id. */
  readonly endpoint?: string;
}

/** A job to be done, not before `startAfter`; null: at once. */
export interface JobDraft extends JobData {
  readonly queue: QueueName;
  readonly startAfter: Instant | null;
}

/** A job that a worker took. */
export interface Job extends JobData {
  readonly jobId: string;
}
