import type { Application, AuditQuestion } from '@guicheng/application';
import { formatInstant, ok } from '@guicheng/kernel';
import type { ActorKind, AuditEntry } from '@guicheng/persistence';
import type { GraphQLResolveInfo } from 'graphql';
import { signedIn } from '../integration/idempotency/new-change.ts';
import type { KeysetConnection } from '../paging/keyset-connection.ts';
import type { PageArguments } from '../paging/page-arguments.ts';
import { selectedFields } from '../paging/selected-fields.ts';
import type { RequestContext } from '../request-context.ts';

/** GraphQL value -> word of the audit chain. */
export const AUDIT_ENUMS = {
  AuditActorKind: { PERSON: 'person', CLIENT: 'client', SYSTEM: 'system' } satisfies Record<string, ActorKind>,
};

interface AuditEntriesArguments extends PageArguments {
  readonly filter?: AuditQuestion['filter'] | null;
}

/** The details; null: they are no JSON any more. */
const detailsOf = ({ details }: AuditEntry): unknown => {
  try {
    return JSON.parse(details) as unknown;
  } catch (cause) {
    if (cause instanceof SyntaxError) return null;
    throw cause;
  }
};

const entryView = (entry: AuditEntry) => ({
  sequence: Number(entry.sequence),
  recordedAt: formatInstant(entry.recordedAt),
  actor: { kind: entry.actorKind, id: entry.actorId, onBehalfOf: entry.onBehalfOf },
  requestId: entry.requestId,
  action: entry.action,
  subjectKind: entry.subjectKind,
  subjectId: entry.subjectId,
  details: () => detailsOf(entry),
  previousHash: entry.previousHash,
  hash: entry.hash,
});

/** `Query.auditEntries`. */
export const auditEntriesResolvers = ({ listAudit }: Application, connection: KeysetConnection) => ({
  Query: {
    auditEntries: (_: unknown, { filter, ...page }: AuditEntriesArguments, context: RequestContext, info: GraphQLResolveInfo) => {
      const caller = signedIn(context);
      return connection<AuditEntry>({
        typename: 'AuditEntryConnection',
        scope: { district: caller.district, filter: filter ?? {}, order: 'newest' },
        page,
        positionOf: ({ sequence }) => [Number(sequence)],
        nodeOf: entryView,
        read: async ({ from, ...range }) => {
          const found = await listAudit(caller, {
            filter: filter ?? {},
            range: { from: from === null ? null : BigInt(Number(from[0])), ...range },
            counted: selectedFields(info).has('totalCount'),
          });
          return found.ok ? ok({ rows: found.value.entries, more: found.value.more, total: found.value.total }) : found;
        },
      });
    },
  },
});
