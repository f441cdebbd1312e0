import type { Instant, Result } from '@guicheng/kernel';
import type { Problem } from '@guicheng/policy-model';
import type { Database } from '../database.ts';

/** A mutation with everything that one has: a key, a row, an event and an audit entry. Repeated, it is the same. */
export const mutationOf = (database: Database, district: string, at: Instant): Promise<Result<string, Problem[]>> =>
  database.change(
    {
      district,
      actor: { kind: 'person', id: 'p-1', onBehalfOf: null },
      requestId: 'r-1',
      at,
      idempotency: { key: 'key', requestDigest: 'd' },
    },
    async ({ receipts }) => {
      const receiptId = '00000000-0000-7000-8000-000000000001';
      await receipts.append({
        district,
        receiptId,
        policyId: null,
        policyDigest: null,
        engineVersion: '1',
        calendarDigest: 'c',
        question: 'q',
        asOf: '2026-01-05',
        mode: 'simulate',
        requestCanonical: '{}',
        decisionCanonical: '{}',
        isPublic: false,
        createdAt: at,
      });
      return {
        kind: 'done',
        value: receiptId,
        audit: { action: 'trial.made', subjectKind: 'trial', subjectId: receiptId, details: {} },
        events: [{ type: 'trial.made', subjectKind: 'trial', subjectId: receiptId, payload: {} }],
      };
    },
  );
