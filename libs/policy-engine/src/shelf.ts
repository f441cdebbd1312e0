import { formatCivilDate, type CivilDate } from '@guicheng/kernel';
import type { Mode, PolicyStatus } from '@guicheng/policy-model';
import type { CompiledPolicy } from './compiled-policy.ts';

/** The policies that can be asked, by district, oldest first. */
export interface Shelf {
  readonly districts: ReadonlyMap<string, readonly CompiledPolicy[]>;
}

/** Why no policy answers; the codes of the vocabulary. */
export type NoPolicyDetail = 'not-yet-in-force' | 'expired' | 'draft-only' | 'earlier-text-not-held';

/** Which policy answers on a day, and what it is that day; or why none does. */
export type Choice = { readonly policy: CompiledPolicy; readonly status: PolicyStatus } | { readonly detail: NoPolicyDetail };

/** Puts compiled policies together. Two that are in force on one day in one district are a fault of whoever published them. */
export function createShelf(policies: readonly CompiledPolicy[]): Shelf {
  const districts = new Map<string, CompiledPolicy[]>();
  for (const policy of policies) {
    const { id } = policy.policy.manifest.district;
    districts.set(id, [...(districts.get(id) ?? []), policy].sort(byStart));
  }
  for (const shelf of districts.values())
    for (const [index, policy] of shelf.entries()) {
      const clash = shelf.slice(index + 1).find((later) => overlaps(policy, later));
      if (clash !== undefined)
        throw new Error(
          `${policy.policy.manifest.id} and ${clash.policy.manifest.id} are in force on the same day (${formatCivilDate(clash.effectiveFrom!)})`,
        );
    }
  return { districts };
}

const byStart = (a: CompiledPolicy, b: CompiledPolicy): number =>
  (a.effectiveFrom ?? Infinity) - (b.effectiveFrom ?? Infinity) || (a.policy.manifest.id < b.policy.manifest.id ? -1 : 1);

const overlaps = (a: CompiledPolicy, b: CompiledPolicy): boolean =>
  a.effectiveFrom !== undefined && b.effectiveFrom !== undefined && (a.effectiveTo === undefined || b.effectiveFrom <= a.effectiveTo);

const isInForce = (policy: CompiledPolicy, asOf: CivilDate): boolean =>
  policy.effectiveFrom !== undefined && policy.effectiveFrom <= asOf && (policy.effectiveTo === undefined || asOf <= policy.effectiveTo);

/**
 * The policy of a district that answers on a day. `in-force`: the one in force, else undated guidance; an expired policy never answers in place of its successor or
 * predecessor. `simulate`: that one, else a draft, else the latest. undefined: nothing is held of the district.
 */
export function choosePolicy(shelf: Shelf, district: string, asOf: CivilDate, mode: Mode): Choice | undefined {
  const policies = shelf.districts.get(district);
  if (policies === undefined) return undefined;
  for (const policy of policies) if (isInForce(policy, asOf)) return { policy, status: 'in-force' };
  const dated = policies.filter(({ effectiveFrom }) => effectiveFrom !== undefined);
  const ofNature = (nature: string) => policies.find(({ policy }) => policy.manifest.nature === nature);
  const guidance = ofNature('guidance');
  if (guidance !== undefined && guidance.effectiveFrom === undefined) return { policy: guidance, status: 'guidance' };
  const draft = ofNature('consultation-draft');
  if (mode === 'simulate') {
    if (draft !== undefined) return { policy: draft, status: 'consultation-draft' };
    const latest = dated.at(-1)!;
    return { policy: latest, status: outsideStatus(latest, asOf, policies) };
  }
  if (dated.length === 0) return { detail: 'draft-only' };
  if (asOf < dated[0]!.effectiveFrom!)
    return { detail: dated[0]!.policy.manifest.repeals.some(({ held }) => !held) ? 'earlier-text-not-held' : 'not-yet-in-force' };
  return { detail: 'expired' };
}

/** What a dated policy is on a day on which it is not in force. */
function outsideStatus(policy: CompiledPolicy, asOf: CivilDate, all: readonly CompiledPolicy[]): PolicyStatus {
  if (asOf < policy.effectiveFrom!) return 'not-yet-in-force';
  return all.some((other) => other.policy.manifest.repeals.some((repealed) => repealed.policy === policy.policy.manifest.id))
    ? 'repealed'
    : 'expired';
}
