import { err, ok, parseCivilDate, type Result } from '@guicheng/kernel';
import { choosePolicy, createShelf } from '@guicheng/policy-engine';
import { asOfNotValid, problem, type PolicyStatus, type Problem } from '@guicheng/policy-model';
import type { HeldPolicy } from './held-policy.ts';
import type { PolicyLibrary } from './policy-library.ts';

/** The policy in force, or what is held of the district instead. */
export type InForce = { readonly held: HeldPolicy } | { readonly held: undefined; readonly others: readonly HeldPolicy[] };

/** Which policy is in force in a district on a day; a draft or guidance never is. */
export type PolicyInForce = (district: string, asOf: unknown) => Result<InForce, Problem[]>;

/** What a held policy is on a day; undefined: no valid date. */
export type PolicyStatusOn = (held: HeldPolicy, asOf: unknown) => PolicyStatus | undefined;

const dateOf = (text: unknown) => (typeof text === 'string' ? parseCivilDate(text) : undefined);

/** The use case on this library. */
export const policyInForceWith =
  (library: PolicyLibrary): PolicyInForce =>
  (district, asOf) => {
    const date = dateOf(asOf);
    if (date === undefined) return err([asOfNotValid]);
    const holdings = library.holdings();
    const choice = choosePolicy(holdings.shelf, district, date, 'in-force');
    const districts = [...holdings.shelf.districts.keys()];
    if (choice === undefined)
      return err([
        problem(
          'unknown-district',
          '/district',
          `没有“${district}”的规则。已收录：${districts.join('、')}。`,
          `No policy is held for the district "${district}". Held: ${districts.join(', ')}.`,
        ),
      ]);
    const held = 'policy' in choice && choice.status === 'in-force' ? holdings.byDigest(choice.policy.digest) : undefined;
    if (held !== undefined) return ok({ held });
    return ok({ held: undefined, others: holdings.policies.filter(({ policy }) => policy.manifest.district.id === district) });
  };

/** The use case on this library: what the policy alone would be in a simulation, and whether a later text ended it. */
export const policyStatusOnWith =
  (library: PolicyLibrary): PolicyStatusOn =>
  ({ policy, compiled }, asOf) => {
    const date = dateOf(asOf);
    if (date === undefined) return undefined;
    const { id, district } = policy.manifest;
    const choice = choosePolicy(createShelf([compiled]), district.id, date, 'simulate');
    if (choice === undefined || !('status' in choice)) throw new Error(`${id} has no status on ${String(asOf)}`);
    const repealed = library.holdings().policies.some((other) => other.policy.manifest.repeals.some((text) => text.policy === id));
    return choice.status === 'expired' && repealed ? 'repealed' : choice.status;
  };
