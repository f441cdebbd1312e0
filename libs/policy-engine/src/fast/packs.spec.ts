import { parseCivilDate } from '@guicheng/kernel';
import type { DecisionRequest, DecisionStatus } from '@guicheng/policy-model';
import { describe, expect, it } from 'vitest';
import { heldPacks } from '../../fixtures/held-packs.ts';
import { randomFacts } from '../../fixtures/random-facts.ts';
import { decide } from '../decide.ts';
import { choosePolicy } from '../shelf.ts';
import { fastQuestion } from './fast-questions.ts';

const { shelf, packs } = await heldPacks();
const SEED = Number(process.env['GUICHENG_SEED'] ?? 20261125);
const SAMPLES = Number(process.env['GUICHENG_SAMPLES'] ?? 60);
const SETTLED = new Set<DecisionStatus>(['determined', 'needs-judgement', 'not-regulated']);

/** Decides by generated code and by closures: the same to the byte, and closures are not needed for what is settled. */
function compare(request: DecisionRequest): void {
  const [byCode, byClosures] = [decide(shelf, request), decide(shelf, request, { closuresOnly: true })];
  expect(JSON.stringify(byCode), JSON.stringify(request)).toBe(JSON.stringify(byClosures));
  const [traced, tracedByClosures] = [decide(shelf, request, { trace: true }), decide(shelf, request, { trace: true, closuresOnly: true })];
  expect(JSON.stringify(traced), JSON.stringify(request)).toBe(JSON.stringify(tracedByClosures));
  const asOf = parseCivilDate(request.asOf)!;
  const choice = choosePolicy(shelf, request.district, asOf, request.mode ?? 'in-force');
  const question =
    choice && 'policy' in choice ? [...choice.policy.questions.values()].find((one) => one.question === request.question) : undefined;
  if (!byClosures.ok || choice === undefined || !('policy' in choice) || question === undefined) return;
  const fast = fastQuestion(choice.policy, question)!;
  expect(fast.answer(fast.parse(request.facts)!, asOf) !== undefined, JSON.stringify(request)).toBe(SETTLED.has(byClosures.value.status));
}

describe.each(packs.map((pack) => ({ id: pack.policy.manifest.id, pack })))('$id by generated code', ({ pack }) => {
  const { compiled, policy, cases } = pack;

  it('has code for every question', () => {
    for (const question of compiled.questions.values()) expect(fastQuestion(compiled, question), question.question).toBeDefined();
  });

  it('answers its cases, to the byte, as closures do', () => {
    for (const { request } of cases) compare(request);
  });

  it.each([...compiled.questions.keys()].map((question) => ({ question })))(
    `answers ${SAMPLES} random facts about $question (seed ${SEED}) as closures do, what is settled without them`,
    ({ question }) => {
      const days = [policy.manifest.effectiveFrom ?? '2024-06-03', '2025-12-31'];
      let taken = 0;
      for (const facts of randomFacts(compiled, question, SEED)) {
        compare({ district: policy.manifest.district.id, question, asOf: days[taken % days.length]!, mode: 'simulate', facts });
        taken += 1;
        if (taken === SAMPLES) break;
      }
    },
  );
});
