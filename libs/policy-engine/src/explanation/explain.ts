import { ok, type Result } from '@guicheng/kernel';
import type { Decision, DecisionRequest, Problem } from '@guicheng/policy-model';
import type { Shelf } from '../shelf.ts';
import type { Words } from '../wording/value-words.ts';
import { contestedFigures, contestedWords } from './contested-words.ts';
import { contradictionWords, noPolicyWords, silentWords } from './unanswered-words.ts';
import { openWords } from './open-words.ts';
import { evaluateRequest } from './evaluated.ts';
import type { Figure } from './figure.ts';
import { RuleSentences } from './paragraph.ts';
import type { GroupNode } from './trace-node.ts';
import { traceTree } from './trace-tree.ts';

/** A decision explained: one paragraph in each language, and the figures in it with their sources. */
export interface Explanation extends Words {
  readonly decision: Decision;
  readonly figures: readonly Figure[];
}

/** Explains the decision on a request (already checked by `parseRequest`). Pure. Refuses what `decide` refuses. */
export function explain(shelf: Shelf, request: DecisionRequest): Result<Explanation, Problem[]> {
  const found = evaluateRequest(shelf, request);
  if (!found.ok) return found;
  const { decision, evaluated } = found.value;
  if (evaluated === undefined) {
    const words = decision.status === 'no-policy' ? noPolicyWords(shelf, decision) : silentWords(shelf, decision);
    return ok({ ...words, decision, figures: [] });
  }
  if (evaluated.contradiction !== undefined) {
    const { words, figures } = contradictionWords(evaluated, evaluated.contradiction);
    return ok({ ...words, decision, figures: eachOnce(figures) });
  }
  const sentences = new RuleSentences(evaluated);
  const said = sentences.all();
  const open = decision.status === 'needs-facts' ? [openWords(evaluated, decision, said.length > 0)] : [];
  const all = [...open, ...said, ...contestedWords(evaluated, decision)];
  const nothing: Words = {
    zh: '各条规则均不适用，没有需要满足的要求。',
    en: 'No rule applies; nothing is asked.',
  };
  const words = all.length === 0 ? [nothing] : all;
  return ok({
    zh: words.map(({ zh }) => zh).join(''),
    en: words.map(({ en }) => en).join(' '),
    decision,
    figures: eachOnce([...sentences.figures, ...contestedFigures(evaluated, decision)]),
  });
}

/** A figure that is read several times is one figure. */
function eachOnce(figures: readonly Figure[]): Figure[] {
  const seen = new Set<string>();
  return figures.filter((figure) => {
    const key = JSON.stringify([figure.of.zh, figure.words.zh, figure.source, figure.clauses]);
    return !seen.has(key) && seen.add(key);
  });
}

/** The whole way to the decision as a tree; empty where no rules were asked, and where the facts contradict each other. Refuses what `decide` refuses. */
export function explainTree(shelf: Shelf, request: DecisionRequest): Result<readonly GroupNode[], Problem[]> {
  const found = evaluateRequest(shelf, request);
  if (!found.ok) return found;
  return ok(found.value.evaluated === undefined ? [] : traceTree(found.value.evaluated));
}
