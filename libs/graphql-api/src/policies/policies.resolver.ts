import type { Application, HeldPolicy } from '@guicheng/application';
import { err, ok, type Result } from '@guicheng/kernel';
import { problem, type Problem } from '@guicheng/policy-model';
import { refused } from '../errors/problem-view.ts';
import { policyView } from './policy-view.ts';

interface PoliciesArguments {
  readonly district?: string | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

const DEFAULT_PAGE = 50;

const cursorOf = ({ policy }: HeldPolicy): string => Buffer.from(policy.manifest.id, 'utf8').toString('base64url');

const afterId = (cursor: string | null | undefined): Result<string | null, Problem[]> => {
  if (cursor === null || cursor === undefined) return ok(null);
  const id = Buffer.from(cursor, 'base64url').toString('utf8');
  if (Buffer.from(id, 'utf8').toString('base64url') === cursor && cursor !== '') return ok(id);
  return err([problem('cursor-not-valid', '/after', 'after 不是本接口给出的游标。', 'after is not a cursor that this list gave.')]);
};

/** `Query.policies`, `Query.policy` and `Query.policyInForce`. */
export const policiesResolvers = (application: Application) => ({
  Query: {
    policies: (_: unknown, { district, first, after }: PoliciesArguments) => {
      const behind = afterId(after);
      if (!behind.ok) return refused(behind.error);
      const page = application.listPolicies({ district: district ?? null, first: first ?? DEFAULT_PAGE, after: behind.value });
      if (!page.ok) return refused(page.error);
      const { policies, hasNextPage, hasPreviousPage, totalCount } = page.value;
      const edges = policies.map((held) => ({ cursor: cursorOf(held), node: policyView(application, held) }));
      const pageInfo = { hasNextPage, hasPreviousPage, startCursor: edges[0]?.cursor ?? null, endCursor: edges.at(-1)?.cursor ?? null };
      return { __typename: 'PolicyConnection', edges, nodes: edges.map(({ node }) => node), pageInfo, totalCount };
    },
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
