import type { Application } from '@guicheng/application';
import type { ClauseReference } from '@guicheng/policy-model';
import { clauseViews } from '../policies/clause-view.ts';

/** Fields of `Problem`: the clauses behind it, opened from their references when they are selected. */
export const problemResolvers = (application: Application) => ({
  Problem: {
    clauses: ({ clauses }: { readonly clauses: readonly ClauseReference[] }) =>
      clauses.flatMap(({ policy, clause }) => {
        const held = application.showPolicy(policy, '');
        return held.ok ? clauseViews(held.value, [clause]) : [];
      }),
  },
});
