import { err, ok, type Result } from '@guicheng/kernel';
import { at, problem, type DeclaredFact, type Decision, type DecisionRequest, type JsonValue, type Problem } from '@guicheng/policy-model';
import { evaluateRequest, type EvaluatedQuestion } from '../explanation/evaluated.ts';
import { waitingRules, type WaitingFor } from '../explanation/waiting.ts';
import type { Shelf } from '../shelf.ts';
import { bestFact } from './best-fact.ts';
import type { Words } from '../wording/value-words.ts';
import { openMatters } from './open-facts.ts';
import { questionWords } from './question-words.ts';

/** One answer of an interview. */
export interface InterviewAnswer {
  readonly fact: string;
  /** As facts are stated; null: known to be none. Absent: the person does not know. */
  readonly value?: JsonValue;
}

/** The fact to ask for next, and what a person needs to answer. */
export interface InterviewQuestion {
  readonly fact: string;
  /** What it means, its type, unit and codes, and whether "none" is an answer. */
  readonly definition: DeclaredFact;
  /** The question itself, as a person is asked it. */
  readonly words: Words;
  /** Which rules need it, in the pack's order. */
  readonly why: readonly WaitingFor[];
  /** So many questions may remain at most, this one included. */
  readonly mostRemaining: number;
}

/** Where an interview stands. */
export interface InterviewStep {
  /** What is known so far: as stated with the request, and as answered. */
  readonly facts: Readonly<Record<string, JsonValue>>;
  /** On what is known so far; the answer, once there is no question. */
  readonly decision: Decision;
  /** Absent: decided, or nothing that the person may know can complete the answer. */
  readonly question?: InterviewQuestion;
  /** Optional matters that no one has raised: facts whose mere statement brings further rules in. The answer is complete without them. */
  readonly mayBeRaised: readonly string[];
  /** Facts that the person does not know, in the order in which they were asked. */
  readonly skipped: readonly string[];
}

/**
 * The next question of an interview, or its end. Pure and without memory: the answers are the state, so that going back is dropping the last one; of two
 * answers to one fact the later counts. Asks only for facts that can still change the answer. Refuses what `decide` refuses, naming the answer.
 */
export function nextQuestion(
  shelf: Shelf,
  request: DecisionRequest,
  answered: readonly InterviewAnswer[],
): Result<InterviewStep, Problem[]> {
  const latest = new Map(answered.map((answer) => [answer.fact, answer]));
  const told = [...latest.values()].filter(({ value }) => value !== undefined);
  const skipped = [...latest.values()].filter(({ value }) => value === undefined).map(({ fact }) => fact);
  const facts = Object.assign(Object.create(null) as Record<string, JsonValue>, request.facts);
  for (const { fact, value } of told) facts[fact] = value!;
  for (const fact of skipped) delete facts[fact];
  const found = evaluateRequest(shelf, { ...request, facts });
  if (!found.ok) return err(found.error.map((one) => placed(one, answered)));
  const { decision, evaluated } = found.value;
  const unheard = evaluated === undefined ? [] : skipped.filter((name) => !isAsked(evaluated, name));
  if (unheard.length > 0) return err(unheard.map((name) => undeclared(name, answered)));
  const end: InterviewStep = {
    facts,
    decision,
    mayBeRaised: evaluated === undefined ? [] : mattersNotRaised(evaluated).filter((name) => !skipped.includes(name)),
    skipped,
  };
  if (evaluated === undefined || decision.status !== 'needs-facts') return ok(end);
  const unknown = new Set(skipped);
  const open = openMatters(evaluated.results, evaluated.evaluation, unknown);
  const fact = bestFact(evaluated, open.groups, unknown);
  if (fact === undefined) return ok(end);
  const definition = evaluated.compiled.policy.facts[fact]!;
  const why = waitingRules(evaluated).get(fact) ?? [];
  return ok({ ...end, question: { fact, definition, words: questionWords(definition), why, mostRemaining: Math.max(1, open.facts.size) } });
}

function mattersNotRaised({ question, evaluation }: EvaluatedQuestion): string[] {
  const names = new Set(question.groups.flatMap(({ rules }) => rules.flatMap(({ ifStated }) => ifStated)));
  return [...names].filter((name) => !(name in evaluation.facts));
}

const isAsked = ({ compiled, question }: EvaluatedQuestion, name: string): boolean =>
  Object.hasOwn(compiled.policy.facts, name) && compiled.policy.facts[name]!.questions.includes(question.question);

const undeclared = (name: string, answered: readonly InterviewAnswer[]): Problem =>
  problem(
    'undeclared-fact',
    at(
      '/answered',
      answered.findLastIndex(({ fact }) => fact === name),
      'fact',
    ),
    `这一问没有名为“${name}”的事实，不能答“不知道”：请核对名称。`,
    `The question takes no fact "${name}", so that it cannot be skipped: check its name.`,
  );

/** Points a problem of a fact at the answer that stated it. */
function placed(found: Problem, answered: readonly InterviewAnswer[]): Problem {
  const index = answered.findLastIndex(
    ({ fact }) => found.pointer === at('/facts', fact) || found.pointer.startsWith(`${at('/facts', fact)}/`),
  );
  const fact = answered[index]?.fact;
  return fact === undefined
    ? found
    : problem(found.code, at('/answered', index, 'value') + found.pointer.slice(at('/facts', fact).length), found.zh, found.en);
}
