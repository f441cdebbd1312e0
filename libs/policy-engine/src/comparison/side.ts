import type { CivilDate } from '@guicheng/kernel';
import type { DeclaredFact, FactValue, FactValues, Question } from '@guicheng/policy-model';
import type { CompiledPolicy } from '../compiled-policy.ts';
import type { Evaluation } from '../node.ts';

/** A policy as one side of a comparison of one question: what it takes of facts that were stated for both. */
export class Side {
  constructor(
    readonly compiled: CompiledPolicy,
    readonly question: Question,
  ) {}

  /** Whether the policy takes the fact for the question. */
  takes(name: string): boolean {
    const declared = this.#declared(name);
    return declared !== undefined;
  }

  /** An evaluation on what this policy takes of the facts; the rest is unknown to it. */
  evaluation(facts: FactValues, asOf: CivilDate): Evaluation {
    const taken = Object.create(null) as Record<string, FactValue>;
    for (const name of Object.keys(facts)) {
      const value = facts[name]!;
      if (this.understands(name, value)) taken[name] = value;
    }
    return { facts: taken, asOf, memo: [], computed: [] };
  }

  /** Whether the policy takes the fact with this value; a code that it does not know is unknown to it. */
  understands(name: string, value: FactValue): boolean {
    const declared = this.#declared(name);
    if (declared === undefined) return false;
    if (value === null) return declared.nullable === true;
    if (declared.type !== 'code' && declared.type !== 'list-of-code') return true;
    const codes = Array.isArray(value) ? (value as readonly string[]) : [value as string];
    return codes.every((code) => Object.hasOwn(declared.enum ?? {}, code));
  }

  #declared(name: string): DeclaredFact | undefined {
    const { facts } = this.compiled.policy;
    const declared = Object.hasOwn(facts, name) ? facts[name] : undefined;
    return declared?.questions.includes(this.question) === true ? declared : undefined;
  }
}

/** Whether a fact means the same kind of value to both; one that does not is compared as unknown to each other. */
export const sameKind = (a: DeclaredFact | undefined, b: DeclaredFact | undefined): boolean =>
  a === undefined || b === undefined || a.type === b.type;
