import type { Library } from '../library.ts';
import type { FactMeaning } from './stated-facts.ts';

/** What a fact means in a district's packs, else by the vocabulary. */
export function factMeaning({ policies, vocabulary }: Library, district: string | undefined): FactMeaning {
  const held = policies.filter((one) => one.policy.manifest.district.id === district);
  return (name) =>
    held.map(({ policy }) => (Object.hasOwn(policy.facts, name) ? policy.facts[name] : undefined)).find((fact) => fact !== undefined) ??
    (Object.hasOwn(vocabulary.facts, name) ? vocabulary.facts[name] : undefined);
}
