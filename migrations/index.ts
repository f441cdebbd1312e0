import { CreatePolicy1795564800001 } from './1795564800001-create-policy.ts';
import { CreateDecisionReceipt1795564800002 } from './1795564800002-create-decision-receipt.ts';
import { CreateAuditEntry1795651200001 } from './1795651200001-create-audit-entry.ts';
import { CreateOutboxEvent1795651200002 } from './1795651200002-create-outbox-event.ts';
import { CreateIdempotencyKey1795651200003 } from './1795651200003-create-idempotency-key.ts';
import { CreateReadingRoles1795651200009 } from './1795651200009-create-reading-roles.ts';
import { AuditPublishing1795651800001 } from './1795651800001-audit-publishing.ts';

/** All migrations, in the order they run. A landed one is never edited. */
export const MIGRATIONS = [
  CreatePolicy1795564800001,
  CreateDecisionReceipt1795564800002,
  CreateAuditEntry1795651200001,
  CreateOutboxEvent1795651200002,
  CreateIdempotencyKey1795651200003,
  CreateReadingRoles1795651200009,
  AuditPublishing1795651800001,
];
