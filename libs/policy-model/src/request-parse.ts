import { err, ok, parseCivilDate, type Result } from '@guicheng/kernel';
import { asOfNotValid } from './date-words.ts';
import type { DecisionRequest } from './decision.ts';
import { problem, type Problem } from './problem.ts';
import { QUESTIONS } from './question.ts';
import { checkShape } from './shape-check.ts';

/** Checks the form of a request: its keys, a question we know, a day that exists. Facts are parsed later, against the policy that answers. */
export function parseRequest(raw: unknown): Result<DecisionRequest, Problem[]> {
  const shape = checkShape('request', raw, '');
  if (shape.length > 0) return err(shape.map(worded));
  const request = raw as DecisionRequest;
  const problems: Problem[] = [];
  if (!(QUESTIONS as readonly string[]).includes(request.question))
    problems.push(
      problem(
        'unknown-question',
        '/question',
        `没有“${request.question}”这个问题。可用的问题：${QUESTIONS.join('、')}。`,
        `There is no question "${request.question}". Known: ${QUESTIONS.join(', ')}.`,
      ),
    );
  if (parseCivilDate(request.asOf) === undefined) problems.push(asOfNotValid);
  if (request.id !== undefined && !request.id.isWellFormed())
    problems.push(problem('text-not-unicode', '/id', 'id 含有不完整的 Unicode 字符。', 'The id holds an incomplete Unicode character.'));
  return problems.length > 0 ? err(problems) : ok(request);
}

/** The request's own shape problems under one code each, so that integrators need not know our schemas. */
const worded = (found: Problem): Problem => (found.pointer === '' ? { ...found, code: 'request-malformed' } : found);
