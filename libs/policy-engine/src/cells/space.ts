import type { CivilDate } from '@guicheng/kernel';
import type { FactValue } from '@guicheng/policy-model';
import type { CompiledContradiction, CompiledPolicy, CompiledQuestion } from '../compiled-policy.ts';
import type { Node } from '../node.ts';

/** A way a fact can be stated; `undefined`: left unstated, for facts whose mere statement makes a rule exist. */
export type Choice = FactValue | undefined;

/** The cells spanned by some rules: for each fact they read, and for the day, the values on either side of every boundary. */
export interface Space {
  readonly facts: ReadonlyMap<string, readonly Choice[]>;
  readonly dates: readonly CivilDate[];
  readonly contradictions: readonly CompiledContradiction[];
}

/** The expressions whose boundaries span a space, and the facts that matter by being stated at all. */
export interface Scope {
  readonly nodes: readonly Node[];
  readonly optionalFacts: ReadonlySet<string>;
  readonly contradictions: readonly CompiledContradiction[];
}

/** Everything of a question that is evaluated to answer it: conditions, values, contested readings; of one group only when it is named. */
export function scopeOf({ groups, contradictions }: CompiledQuestion, only?: CompiledQuestion['groups'][number]): Scope {
  const nodes: Node[] = [];
  const optionalFacts = new Set<string>();
  for (const group of only === undefined ? groups : [only]) {
    if (group.when !== undefined) nodes.push(group.when);
    for (const rule of group.rules) {
      nodes.push(rule.when);
      for (const name of rule.ifStated) optionalFacts.add(name);
    }
    for (const consequence of [...group.rules, ...(group.otherwise === undefined ? [] : [group.otherwise])])
      nodes.push(
        ...consequence.fields.map(({ node }) => node),
        ...consequence.contested.flatMap(({ when, fields }) => [...(when === undefined ? [] : [when]), ...fields.map(({ node }) => node)]),
      );
  }
  return { nodes, optionalFacts, contradictions };
}

/** The question's compiled rules. Throws for a question that the policy has no rules for: ask `compiled.questions` first. */
export function rulesFor(compiled: CompiledPolicy, question: CompiledQuestion['question']): CompiledQuestion {
  const rules = compiled.questions.get(question);
  if (rules === undefined) throw new RangeError(`${compiled.policy.manifest.id} has no rules for ${question}`);
  return rules;
}
