import type { CompiledDefinition, Evaluation, Run } from './node.ts';
import type { Value } from './value.ts';

/** Kleene conjunction: false as soon as one part is false, else unknown if one is unknown. */
export function runAnd(parts: readonly Run[]): Run {
  if (parts.length === 2) {
    const [a, b] = parts as [Run, Run];
    return (evaluation) => {
      const first = a(evaluation);
      if (first === false) return false;
      const second = b(evaluation);
      return second === false ? false : first === undefined ? undefined : second;
    };
  }
  return (evaluation) => {
    let all: true | undefined = true;
    for (const part of parts) {
      const value = part(evaluation);
      if (value === false) return false;
      if (value === undefined) all = undefined;
    }
    return all;
  };
}

/** Kleene disjunction. */
export function runOr(parts: readonly Run[]): Run {
  return (evaluation) => {
    let none: false | undefined = false;
    for (const part of parts) {
      const value = part(evaluation);
      if (value === true) return true;
      if (value === undefined) none = undefined;
    }
    return none;
  };
}

/** Negation; of unknown: unknown. */
export function runNot(part: Run): Run {
  return (evaluation) => {
    const value = part(evaluation);
    return value === undefined ? undefined : !value;
  };
}

/**
 * Conditions and branches in turn, the last without a condition. A branch under an unknown condition counts only if all branches that
 * remain possible come to the same value.
 */
export function runIf(parts: readonly Run[], same: (a: Value | undefined, b: Value | undefined) => boolean): Run {
  const branch = (evaluation: Evaluation, from: number): Value | undefined => {
    for (let index = from; index + 1 < parts.length; index += 2) {
      const holds = parts[index]!(evaluation);
      if (holds === true) return parts[index + 1]!(evaluation);
      if (holds === undefined) {
        const here = parts[index + 1]!(evaluation);
        return here !== undefined && same(here, branch(evaluation, index + 2)) ? here : undefined;
      }
    }
    return parts.at(-1)!(evaluation);
  };
  return (evaluation) => branch(evaluation, 0);
}

/** A fact's value as it was told, noted in the record where one is kept; not told: unknown. */
export function runFact(name: string): Run {
  return (evaluation) => {
    const value = evaluation.facts[name];
    evaluation.record?.fact(name, value);
    return value;
  };
}

/** The day on which the question is asked. */
export const runAsOf: Run = (evaluation) => {
  evaluation.record?.context('asOf', evaluation.asOf);
  return evaluation.asOf;
};

/** A definition, computed once in an evaluation however often it is referred to; where a record is kept, by the record. */
export function runDefinition(definition: CompiledDefinition): Run {
  const { index } = definition;
  return (evaluation) => {
    if (evaluation.record !== undefined) return evaluation.record.definition(definition, evaluation);
    if (evaluation.computed[index] !== true) {
      evaluation.memo[index] = definition.body.run(evaluation);
      evaluation.computed[index] = true;
    }
    return evaluation.memo[index];
  };
}

/** A strict operator: unknown as soon as an argument is. */
export function runCall(apply: (...args: Value[]) => Value | undefined, args: readonly Run[]): Run {
  if (args.length === 1) {
    const [only] = args as [Run];
    return (evaluation) => {
      const value = only(evaluation);
      return value === undefined ? undefined : apply(value);
    };
  }
  if (args.length === 2) {
    const [left, right] = args as [Run, Run];
    return (evaluation) => {
      const a = left(evaluation);
      if (a === undefined) return undefined;
      const b = right(evaluation);
      return b === undefined ? undefined : apply(a, b);
    };
  }
  return (evaluation) => {
    const values: Value[] = [];
    for (const arg of args) {
      const value = arg(evaluation);
      if (value === undefined) return undefined;
      values.push(value);
    }
    return apply(...values);
  };
}
