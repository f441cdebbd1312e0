import type { Instant } from '@guicheng/kernel';
import type { JsonValue, Problem } from '@guicheng/policy-model';

/** A JSON object, as audit details and event payloads are. */
export type JsonObject = Readonly<Record<string, JsonValue>>;

/** Who can act: a person, a program of an integrator, or Guicheng itself. */
export type ActorKind = 'person' | 'client' | 'system';

/** Who acts, by ids; names are looked up when they are shown. */
export interface Actor {
  readonly kind: ActorKind;
  readonly id: string;
  /** The person whose post the actor acts in (委托人); null: an own one. */
  readonly onBehalfOf: string | null;
}

/** What a mutation is done under. */
export interface Change {
  /** The tenant, from the caller's credential. */
  readonly district: string;
  readonly actor: Actor;
  /** Id of the request, as logs have it. */
  readonly requestId: string;
  readonly at: Instant;
  /** The caller's key for this mutation and the digest of what it asks; null: no repetition can be told. */
  readonly idempotency: { readonly key: string; readonly requestDigest: string } | null;
}

/** What the audit chain says of a mutation besides who, when and under which request. */
export interface AuditDraft {
  /** `<feature>.<what was done>`, e.g. `project.record`. */
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  /** Ids, codes and figures; no secrets, no names. */
  readonly details: JsonObject;
  /** In whose post the actor turned out to act, where that depends on what the work is done to; left out: as the change says. */
  readonly onBehalfOf?: string | null;
}

/** What others are told of a mutation. */
export interface EventDraft {
  /** `<feature>.<what happened>`, e.g. `project.recorded`. */
  readonly type: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly payload: JsonObject;
}

/** What the work of a mutation came to. Refused: nothing of it stays. */
export type ChangeResult<T> =
  | {
      readonly kind: 'done';
      /** Plain JSON data: it is kept, and given again to who repeats the request. */
      readonly value: T;
      readonly audit: AuditDraft;
      readonly events?: readonly EventDraft[];
    }
  | { readonly kind: 'refused'; readonly problems: Problem[] };

/** A refusal, nothing done. */
export const refuse = (...problems: Problem[]): { readonly kind: 'refused'; readonly problems: Problem[] } => ({
  kind: 'refused',
  problems,
});
