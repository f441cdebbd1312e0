import type { Application, HeldPolicy } from '@guicheng/application';
import { ok } from '@guicheng/kernel';
import { refused } from '../errors/problem-view.ts';
import type { KeysetConnection } from '../paging/keyset-connection.ts';
import type { PageArguments } from '../paging/page-arguments.ts';
import { policyView } from './policy-view.ts';

interface PoliciesArguments extends PageArguments {
  readonly district?: string | null;
}

/** `Query.policies`, `Query.policy` and `Query.policyInForce`. */
export const policiesResolvers = (application: Application, connection: KeysetConnection) => ({
  Query: {
    policies: (_: unknown, { district = null, ...page }: PoliciesArguments) =>
      connection<HeldPolicy>({
        typename: 'PolicyConnection',
        scope: { district: null, filter: { district }, order: 'id' },
        page,
        positionOf: ({ policy }) => [policy.manifest.id],
        nodeOf: (held) => policyView(application, held),
        read: ({ from, ...range }) => {
          const { policies, ...found } = application.listPolicies({ district, from: from === null ? null : String(from[0]), ...range });
          return ok({ rows: policies, ...found });
        },
      }),
    policy: (_: unknown, { id }: { readonly id: string }) => {
      const found = application.showPolicy(id, '/id');
      return found.ok ? policyView(application, found.value) : refused(found.error);
    },
    policyInForce: (_: unknown, { district, asOf }: { readonly district: string; readonly asOf: unknown }) => {
      const found = application.policyInForce(district, asOf);
      if (!found.ok) return refused(found.error);
      if (found.value.held !== undefined) return policyView(application, found.value.held);
      return { __typename: 'NoPolicyInForce', district, asOf, held: found.value.others.map((held) => policyView(application, held)) };
    },
  },
});
