import type { Decision, DecisionRequest, JsonValue } from '@guicheng/policy-model';
import { describe, expect, it } from 'vitest';
import { heldPacks } from '../../fixtures/held-packs.ts';
import { interviewed, told, type Asked, type Facts } from '../../fixtures/interviews.ts';
import { representativesOf } from '../cells/representatives.ts';
import { statedFacts } from '../cells/stated-facts.ts';
import { decide } from '../decide.ts';

const { shelf, packs } = await heldPacks();

/** Each district's policy with a routing question, a day for it, and how many questions its projects are asked at most: on average, and one of them. */
const DISTRICTS = [
  { id: 'yangpu/2023-10', asOf: '2024-03-18', mode: 'in-force', mean: 12.5, most: 19 },
  { id: 'shangcheng/2024-draft', asOf: '2025-12-01', mode: 'simulate', mean: 3, most: 7 },
  { id: 'yicheng/2022-1', asOf: '2022-09-01', mode: 'in-force', mean: 4.2, most: 7 },
  { id: 'shanghai/2018', asOf: '2018-08-01', mode: 'in-force', mean: 2, most: 2 },
] as const;

/** Of maintenance that costs nothing, nothing can be excluded: that only one answer is left follows from a contradiction, by which the engine does not reason. */
const EXCLUDED = ['omExcludedLinesYuan'];

/** Interviews with every project among the cases that knows what it is asked. */
function held({ id, asOf, mode }: (typeof DISTRICTS)[number]) {
  const pack = packs.find(({ policy }) => policy.manifest.id === id)!;
  const request: DecisionRequest = { district: pack.policy.manifest.district.id, question: 'routing', asOf, mode, facts: {} };
  const projects = pack.cases.flatMap((one) =>
    one.request.question === 'routing' && one.expect.status === 'determined' ? [one.request.facts] : [],
  );
  return { ...pack, request, projects, interviews: projects.map((facts) => interviewed(shelf, request, facts)) };
}

/** All that an answer says. */
const answerOf = ({ status, outcome, blockers, warnings, contested }: Decision): string =>
  JSON.stringify({ status, outcome, blockers, warnings, contested });

describe.each(DISTRICTS)('interviews on the routing of $id', (district) => {
  const { policy, compiled, request, projects, interviews } = held(district);
  const finished = interviews.filter(({ decision }) => decision.status === 'determined');
  const answer = (facts: Facts): Decision | undefined => {
    const decided = decide(shelf, { ...request, facts });
    return decided.ok && decided.value.status !== 'contradictory-facts' ? decided.value : undefined;
  };

  it('come to a determined routing with fewer questions than facts', async ({ annotate }) => {
    const counts = finished.map(({ answered }) => answered.length);
    const declared = Object.values(policy.facts).filter(({ questions }) => questions.includes('routing')).length;
    const sum = counts.reduce((all, count) => all + count, 0);
    const mean = sum / counts.length;
    const most = Math.max(...counts);
    await annotate(
      `${district.id}: ${mean.toFixed(1)} questions on average (${Math.min(...counts)} to ${most}) of ${declared} facts declared, ${counts.length} projects`,
    );
    expect(mean).toBeLessThanOrEqual(district.mean);
    expect(most).toBeLessThanOrEqual(district.most);
    expect(most).toBeLessThan(declared);
  });

  it('ask hardly anything that proves superfluous when the answer is known', async ({ annotate }) => {
    let [asked, needed] = [0, 0];
    for (const { answered, decision } of finished) {
      const kept = answered.reduceRight((facts, { fact }) => {
        const { [fact]: _left, ...others } = facts;
        const without = answer(others);
        return without !== undefined && answerOf(without) === answerOf(decision) ? others : facts;
      }, told(answered));
      asked += answered.length;
      needed += Object.keys(kept).length;
    }
    await annotate(`${district.id}: ${asked} asked, ${needed} could not have been left out`);
    expect(needed / asked).toBeGreaterThan(0.9);
  });

  it('ask only what can still change the answer: two projects that differ in it alone are answered differently', () => {
    const values = representativesOf(compiled, 'routing');
    const valuesOf = (fact: string): Map<string, JsonValue> =>
      new Map(
        [...values.get(fact)!.map((value) => statedFacts(policy, { [fact]: value })), ...projects.filter((one) => Object.hasOwn(one, fact))]
          .map((facts) => facts[fact]!)
          .map((value) => [JSON.stringify(value), value]),
      );
    const matters = ({ fact, before }: Asked): boolean => {
      const known = told(before);
      const unknown = before.flatMap(({ fact: name, value }) => (value === undefined ? [name] : []));
      // Others answer as some project would, or not at all.
      return [{}, ...projects].some((others) => {
        const rest = Object.fromEntries(
          Object.entries({ ...others, ...known }).filter(([name]) => name !== fact && !unknown.includes(name)),
        );
        const answers = new Set<string>();
        for (const value of valuesOf(fact).values()) {
          const one = answer({ ...rest, [fact]: value });
          if (one !== undefined) answers.add(answerOf(one));
          if (answers.size > 1) return true;
        }
        return false;
      });
    };
    const questions = new Map(
      interviews.flatMap(({ asked }) => asked).map((one) => [`${one.fact} ${JSON.stringify(told(one.before))}`, one]),
    );
    const idle = [...questions].filter(([, one]) => !matters(one)).map(([key]) => key);
    expect(idle.filter((key) => !EXCLUDED.includes(key.split(' ')[0]!) || !key.includes('"omFeeYuan":0}'))).toEqual([]);
  });
});
