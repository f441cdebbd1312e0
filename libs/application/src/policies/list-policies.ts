import { err, ok, type Result } from '@guicheng/kernel';
import { problem, type Problem } from '@guicheng/policy-model';
import type { HeldPolicy } from './held-policy.ts';
import type { PolicyLibrary } from './policy-library.ts';

/** Largest page. */
export const LARGEST_PAGE = 100;

/** Which page of which policies. */
export interface PoliciesQuery {
  readonly district: string | null;
  readonly first: number;
  /** Id of the policy to continue behind. */
  readonly after: string | null;
}

/** One page, in the order of ids (district, then version). */
export interface PoliciesPage {
  readonly policies: readonly HeldPolicy[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly totalCount: number;
}

/** Lists the published policies, page by page. */
export type ListPolicies = (query: PoliciesQuery) => Result<PoliciesPage, Problem[]>;

/** The use case on this library. */
export const listPoliciesWith =
  (library: PolicyLibrary): ListPolicies =>
  ({ district, first, after }) => {
    if (first < 1 || first > LARGEST_PAGE)
      return err([
        problem('page-size-out-of-range', '/first', `每页条数应为 1 至 ${LARGEST_PAGE}。`, `A page holds 1 to ${LARGEST_PAGE} policies.`),
      ]);
    const all = library.holdings().policies.filter(({ policy }) => district === null || policy.manifest.district.id === district);
    const behind = after === null ? all : all.filter(({ policy }) => policy.manifest.id > after);
    return ok({
      policies: behind.slice(0, first),
      hasNextPage: behind.length > first,
      hasPreviousPage: behind.length < all.length,
      totalCount: all.length,
    });
  };
