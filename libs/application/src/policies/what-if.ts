import { err, ok, type Result } from '@guicheng/kernel';
import { whatIf, type Way, type WhatIf, type Wish } from '@guicheng/policy-engine';
import { parseRequest, problem, type Problem } from '@guicheng/policy-model';
import { answerOf, type Answer } from './answer-question.ts';
import type { PolicyLibrary } from './policy-library.ts';
import { checkText } from './text-check.ts';

/** Projects that one call decides at most: some hundred milliseconds, and whoever calls is told that more could be tried. */
const MOST_TRIALS = 3000;
/** Facts changed together at most: what changes more than four facts is another project. */
const MOST_FACTS = 4;
/** Ways given at most. */
const MOST_WAYS = 20;
/** No question takes as many facts. */
const MOST_NAMES = 250;
/** Outcome fields, or blockers, that a wish names at most; a refusal of each lists what is known. */
const MOST_WISHED = 50;

/** What a caller bounds a search by. */
export interface WhatIfBounds {
  readonly mayChange?: readonly string[];
  readonly mostFacts: number;
  readonly mostWays: number;
}

/** What would have to change, its decisions with what explains them. */
export interface WhatIfAnswer extends Omit<WhatIf, 'now' | 'ways'> {
  readonly now: Answer;
  readonly ways: readonly (Omit<Way, 'decision' | 'facts'> & { readonly answer: Answer })[];
}

/** The nearest changes of a request (not checked yet) that lead to what is wanted. */
export type AskWhatIf = (raw: unknown, wish: Wish, bounds: WhatIfBounds) => Result<WhatIfAnswer, Problem[]>;

/** The use case on this library. */
export const whatIfWith =
  (library: PolicyLibrary): AskWhatIf =>
  (raw, wish, bounds) => {
    const wrong = [
      ...checkText(raw),
      ...checkText(wish, '/wish'),
      ...checkText(bounds.mayChange ?? [], '/mayChange'),
      ...outside('/mostFacts', bounds.mostFacts, 1, MOST_FACTS),
      ...outside('/mostWays', bounds.mostWays, 1, MOST_WAYS),
      ...outside('/wish/outcome', Object.keys(wish.outcome ?? {}).length, 0, MOST_WISHED),
      ...outside('/wish/withoutBlockers', Array.isArray(wish.withoutBlockers) ? wish.withoutBlockers.length : 0, 0, MOST_WISHED),
      ...outside('/mayChange', bounds.mayChange?.length ?? 0, 0, MOST_NAMES),
    ];
    if (wrong.length > 0) return err(wrong);
    const parsed = parseRequest(raw);
    if (!parsed.ok) return parsed;
    const holdings = library.holdings();
    const found = whatIf(holdings.shelf, parsed.value, wish, { ...bounds, mostTrials: MOST_TRIALS });
    if (!found.ok) return found;
    const { now, ways, ...rest } = found.value;
    return ok({
      ...rest,
      now: answerOf(holdings, parsed.value, now),
      ways: ways.map(({ decision, facts, ...way }) => ({ ...way, answer: answerOf(holdings, { ...parsed.value, facts }, decision) })),
    });
  };

const outside = (pointer: string, count: number, least: number, most: number): Problem[] =>
  count >= least && count <= most
    ? []
    : [problem('out-of-range', pointer, `应为 ${least} 至 ${most}，此处为 ${count}。`, `From ${least} to ${most}; this is ${count}.`)];
