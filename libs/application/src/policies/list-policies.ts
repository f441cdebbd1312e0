import type { HeldPolicy } from './held-policy.ts';
import type { PolicyLibrary } from './policy-library.ts';

/** Which page of which policies. */
export interface PoliciesQuery {
  readonly district: string | null;
  /** Id of the policy that the page stands behind, or before when `backwards`; null: from the end that is walked from. */
  readonly from: string | null;
  readonly backwards: boolean;
  readonly limit: number;
}

/** One page, in the order of ids (district, then version). */
export interface PoliciesPage {
  readonly policies: readonly HeldPolicy[];
  /** Whether more stands in the direction that was walked in. */
  readonly more: boolean;
  /** Number of policies in all pages. */
  readonly total: number;
}

/** Lists the published policies, page by page. */
export type ListPolicies = (query: PoliciesQuery) => PoliciesPage;

/** The use case on this library. */
export const listPoliciesWith =
  (library: PolicyLibrary): ListPolicies =>
  ({ district, from, backwards, limit }) => {
    const all = library.holdings().policies.filter(({ policy }) => district === null || policy.manifest.district.id === district);
    const left = all.filter(({ policy: { manifest } }) => from === null || (backwards ? manifest.id < from : manifest.id > from));
    return { policies: backwards ? left.slice(-limit) : left.slice(0, limit), more: left.length > limit, total: all.length };
  };
