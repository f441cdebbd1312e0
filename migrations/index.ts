import { CreatePolicy1795564800001 } from './1795564800001-create-policy.ts';
import { CreateDecisionReceipt1795564800002 } from './1795564800002-create-decision-receipt.ts';

/** All migrations, in the order they run. A landed one is never edited. */
export const MIGRATIONS = [CreatePolicy1795564800001, CreateDecisionReceipt1795564800002];
