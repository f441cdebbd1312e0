import { err, ok, parseYuan, type CivilDate, type Fen, type Result } from '@guicheng/kernel';
import type { ProjectFacts } from '@guicheng/persistence';
import { choosePolicy } from '@guicheng/policy-engine';
import {
  at,
  canonicalJson,
  LIMITS,
  parseFactValue,
  printValue,
  problem,
  type FactDefinition,
  type JsonValue,
  type Problem,
} from '@guicheng/policy-model';
import type { Holdings } from '../policies/policy-library.ts';
import { checkText } from '../policies/text-check.ts';

/** Facts that a district's projects may have, by name. */
export type FactsTaken = ReadonlyMap<string, FactDefinition>;

const newestFirst = (a: { readonly effectiveFrom: string | null }, b: { readonly effectiveFrom: string | null }): number =>
  (b.effectiveFrom ?? '') < (a.effectiveFrom ?? '') ? -1 : 1;

const TAKEN = new WeakMap<Holdings, Map<string, FactsTaken>>();

/**
 * What the policies of a district declare, all versions together: a project outlives the policy that it was recorded under. Where they differ, the one in force on
 * the day is right, then the newest.
 */
export const factsTaken = (holdings: Holdings, district: string, day: CivilDate): FactsTaken => {
  const choice = choosePolicy(holdings.shelf, district, day, 'in-force');
  const first = choice !== undefined && 'policy' in choice ? choice.policy.digest : '';
  const known = TAKEN.get(holdings) ?? new Map<string, FactsTaken>();
  TAKEN.set(holdings, known);
  const key = `${district} ${first}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const ofDistrict = holdings.policies.filter(({ policy }) => policy.manifest.district.id === district);
  const others = ofDistrict.filter(({ digest }) => digest !== first).sort((a, b) => newestFirst(a.policy.manifest, b.policy.manifest));
  const taken = new Map<string, FactDefinition>();
  for (const { policy } of [...ofDistrict.filter(({ digest }) => digest === first), ...others])
    for (const [name, fact] of Object.entries(policy.facts)) if (!taken.has(name)) taken.set(name, fact);
  known.set(key, taken);
  return taken;
};

const undeclared = (name: string, pointer: string): Problem =>
  problem(
    'undeclared-fact',
    pointer,
    `本区县的政策没有声明事实“${name}”：请核对名称。`,
    `No policy of this district declares a fact "${name}": check its name.`,
  );

/** Objects print as they were stated: their fields have types of their own. */
const KEPT_AS_STATED: readonly string[] = ['object', 'list-of-object'];

/** One way to write a value: `"980000.00"` and `980000` are one amount, and no edit. What a JSON number cannot hold exactly stays the text it was. */
const normal = (definition: FactDefinition, raw: JsonValue, parsed: Parameters<typeof printValue>[1]): JsonValue => {
  if (KEPT_AS_STATED.includes(definition.type)) return raw;
  const printed = printValue(definition.type, parsed);
  const again = parseFactValue(definition, printed, '');
  return 'value' in again && canonicalJson(again.value) === canonicalJson(parsed) ? printed : raw;
};

/** Checks stated facts against what the district declares; every one that is wrong is named below `pointer`. What is not stated stays unknown. */
export const checkFacts = (taken: FactsTaken, raw: ProjectFacts, pointer: string): Result<ProjectFacts, Problem[]> => {
  const problems = checkText(raw, pointer);
  if (problems.length > 0) return err(problems);
  const facts = Object.create(null) as Record<string, JsonValue>;
  for (const [name, value] of Object.entries(raw)) {
    const place = at(pointer, name);
    const definition = taken.get(name);
    if (definition === undefined) {
      problems.push(undeclared(name, place));
      continue;
    }
    const parsed = parseFactValue(definition, value, place);
    if ('problem' in parsed) problems.push(parsed.problem);
    else facts[name] = normal(definition, value, parsed.value);
  }
  return problems.length > 0 ? err(problems) : ok({ ...facts });
};

/** Checks names of facts that shall be unknown again: what the district declares or the project states, set or not; every other one is named below `pointer`. */
export const checkForgotten = (taken: FactsTaken, stated: ProjectFacts, names: readonly string[], pointer: string): Problem[] => {
  const problems = checkText(names, pointer);
  if (problems.length > 0) return problems;
  return names.flatMap((name, index) =>
    taken.has(name) || Object.hasOwn(stated, name) ? [] : [undeclared(name, at(pointer, String(index)))],
  );
};

/** A project has at most as many facts as a request may state. */
export const tooManyFacts = (facts: ProjectFacts): Problem[] =>
  Object.keys(facts).length <= LIMITS.factsOfRequest
    ? []
    : [
        problem(
          'too-many-facts',
          '/facts',
          `一个项目最多记录 ${LIMITS.factsOfRequest} 项事实。`,
          `A project holds at most ${LIMITS.factsOfRequest} facts.`,
        ),
      ];

/** The amount that lists show, filter and sort by: the first of these that is stated. Packs name it differently. */
export const AMOUNT_FACTS = [
  'totalInvestmentYuan',
  'declaredAmountYuan',
  'constructionAmountYuan',
  'investmentAmountYuan',
  'plannedInvestmentYuan',
] as const;

const amountOf = (value: JsonValue | undefined): Fen | null => {
  if (typeof value !== 'number' && typeof value !== 'string') return null;
  const parsed = parseYuan(value);
  return parsed.ok ? parsed.value : null;
};

/** What lists take from facts; null: unknown. */
export const listedFacts = (facts: ProjectFacts): { readonly amount: Fen | null; readonly nature: string | null } => {
  const { projectNature } = facts;
  const stated = AMOUNT_FACTS.map((name) => amountOf(facts[name])).find((amount) => amount !== null);
  return { amount: stated ?? null, nature: typeof projectNature === 'string' ? projectNature : null };
};

/** Names of facts whose value differs between two states, or that only one of them knows; by name. */
export const factsChanged = (before: ProjectFacts, after: ProjectFacts): readonly string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => {
      const [was, is] = [before[name], after[name]];
      return was === undefined || is === undefined ? was !== is : canonicalJson(was) !== canonicalJson(is);
    })
    .sort();
