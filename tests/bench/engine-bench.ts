import { openLibrary } from 'guicheng/cases';
import { decide, referenceInterpreter, toJsonLogic } from '@guicheng/policy-engine';
import type { Shelf } from '@guicheng/policy-engine';
import { WorkingDayCalendar, parseCivilDate } from '@guicheng/kernel';
import { parseFacts } from '@guicheng/policy-model';
import type { DecisionRequest, Expression, Policy, Question } from '@guicheng/policy-model';
import { figure } from './figures.ts';
import type { Figure } from './figures.ts';

const POLICY = 'yangpu/2023-10';
const QUESTION: Question = 'routing';
const ROUNDS = 15;
const WINDOW_MS = 120;

/**
 * Decisions a second on the pack's own routing cases that are determined, with and without trace, beside json-logic-js working through the
 * conditions of the same rules on facts that were parsed beforehand: the reference does less (no unknowns, no exceptions, no reasons).
 */
export async function benchEngine(): Promise<Figure[]> {
  const library = await openLibrary();
  if (!library.ok) throw new Error('the packs have problems: run guicheng pack check policies');
  const { shelf, policies } = library.value;
  const held = policies.find((one) => one.policy.manifest.id === POLICY);
  if (held === undefined) throw new Error(`${POLICY} is not there`);
  const requests = held.cases.map((one) => one.request).filter((request) => request.question === QUESTION && isDetermined(shelf, request));
  if (requests.length === 0) throw new Error(`${POLICY} has no determined case of ${QUESTION}`);

  const plain = () => requests.forEach((request) => decide(shelf, request));
  const traced = () => requests.forEach((request) => decide(shelf, request, { trace: true }));
  const reference = referenceRun(held.policy, requests);
  const results = interleaved([plain, traced, reference], requests.length);
  const [plainRates = [], tracedRates = [], referenceRates = []] = results;
  const base = { name: 'json-logic-js', values: referenceRates };
  return [
    figure('decide', 'decisions/s', plainRates, base),
    figure('decide with trace', 'decisions/s', tracedRates, base),
    figure('json-logic-js, conditions only', 'passes/s', referenceRates),
  ];
}

function isDetermined(shelf: Shelf, request: DecisionRequest): boolean {
  const decided = decide(shelf, request);
  return decided.ok && decided.value.policy === POLICY && decided.value.status === 'determined';
}

function referenceRun(policy: Policy, requests: readonly DecisionRequest[]): () => void {
  const interpret = referenceInterpreter(WorkingDayCalendar.of([]));
  const conditions: Expression[] = (policy.questions[QUESTION]?.groups ?? []).flatMap((group) =>
    group.rules.map((rule) => toJsonLogic(policy, group.when === undefined ? rule.when : { and: [group.when, rule.when] })),
  );
  const data = requests.map((request) => {
    const facts = parseFacts(policy, QUESTION, request.facts);
    if (!facts.ok) throw new Error('a determined case has facts that do not parse');
    return { ...facts.value, asOf: parseCivilDate(request.asOf) };
  });
  return () => {
    for (const facts of data) for (const condition of conditions) interpret(condition, facts);
  };
}

/** Runs the works in turn, round after round, so that all see the same machine; answers decisions a second, by work and round. */
function interleaved(works: readonly (() => void)[], size: number): number[][] {
  for (const work of works) rateOf(work, size, WINDOW_MS * 3);
  const rates: number[][] = works.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) works.forEach((work, index) => rates[index]?.push(rateOf(work, size, WINDOW_MS)));
  return rates;
}

function rateOf(work: () => void, size: number, window: number): number {
  const started = performance.now();
  let passes = 0;
  let elapsed = 0;
  do {
    work();
    passes += 1;
    elapsed = performance.now() - started;
  } while (elapsed < window);
  return (passes * size * 1000) / elapsed;
}
