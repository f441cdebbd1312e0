import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { asExpression, hostileExpressions } from '../../fixtures/hostile-expressions.ts';
import { CALENDAR, choose, FACTS as FACTS_OF, policyOf, rule } from '../../fixtures/small-policy.ts';
import { decide } from '../decide.ts';
import { fastQuestion } from '../fast/fast-questions.ts';
import { compilePolicy } from '../policy-compiler.ts';
import { createShelf } from '../shelf.ts';

/** No single one may take longer of the processor, to be refused or to be answered. */
const LONGEST_MS = 2_000;

const FACTS = {
  yes: true,
  flag: false,
  count: 3,
  amountYuan: 10,
  day: '2024-03-05',
  kind: 'new',
  name: 'x',
  papers: ['plan'],
  host: { cores: 1 },
  modules: [{ size: 'small', feeYuan: 1 }],
};

/** What the test itself and lazily compiled code may keep. */
const MOST_KEPT_MIB = 8;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Saves a rule with the expression as its condition and asks it: refused at save, refused at run, or answered. */
function tried(hostile: unknown): string {
  const policy = policyOf({ groups: [choose([rule('a', asExpression(hostile), { then: { route: 'review' } })])] });
  const compiled = compilePolicy(policy, 'digest', CALENDAR);
  if (!compiled.ok) {
    for (const { code, pointer, zh, en } of compiled.error) {
      expect(code).toMatch(/^[a-z]+(-[a-z]+)+$/);
      expect(pointer.startsWith('/questions/routing')).toBe(true);
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en.length).toBeGreaterThan(10);
    }
    return 'refused at save';
  }
  const shelf = createShelf([compiled.value]);
  const question = compiled.value.questions.get('routing')!;
  const request = { district: 'north', question: 'routing', asOf: '2024-06-01', facts: FACTS };
  const byClosures = decide(shelf, request, { closuresOnly: true, trace: true });
  fastQuestion(compiled.value, question);
  expect(decide(shelf, request, { trace: true })).toEqual(byClosures);
  return byClosures.ok ? byClosures.value.status : 'refused at run';
}

describe('what a tenant may try in a rule', () => {
  it('is refused with a code and a place, or answered within its budget; nothing is thrown, nothing reached', () => {
    const seen = new Map<string, number>();
    for (const { title, expression } of hostileExpressions()) {
      const started = process.cpuUsage();
      let came: string;
      try {
        came = tried(expression);
      } catch (cause) {
        throw new Error(`${title}: ${String(cause)}`, { cause });
      }
      expect(process.cpuUsage(started).user / 1_000, title).toBeLessThan(LONGEST_MS);
      seen.set(came, (seen.get(came) ?? 0) + 1);
    }
    expect('taken' in globalThis).toBe(false);
    expect(({} as Record<string, unknown>)['or']).toBeUndefined();
    expect(seen.get('refused at save')!).toBeGreaterThan(150);
    expect(seen.get('refused at run')!).toBeGreaterThan(3);
    expect(seen.get('determined')!).toBeGreaterThan(10);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s is no fact, neither in a rule nor in a request', (name) => {
    const compiled = compilePolicy(
      policyOf({ groups: [choose([rule('a', { var: 'yes' }, { then: { route: 'review' }, ifStated: [name] })])] }),
      'digest',
      CALENDAR,
    );
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.error));
    const shelf = createShelf([compiled.value]);
    const ask = (facts: unknown) =>
      decide(shelf, { district: 'north', question: 'routing', asOf: '2024-06-01', facts: facts as Record<string, boolean> });
    expect(ask({ yes: true })).toMatchObject({ ok: true, value: { outcome: {} } });
    expect(ask(JSON.parse(`{"yes":true,"${name}":1}`))).toMatchObject({
      ok: false,
      error: [{ code: 'undeclared-fact', pointer: `/facts/${name}` }],
    });
    expect(ask({ ...{ yes: true }, host: JSON.parse(`{"${name}":1}`) as boolean })).toMatchObject({
      ok: false,
      error: [{ code: 'undeclared-field' }],
    });
  });

  it('a contradiction about inherited names takes no question', () => {
    const contradictions = [{ id: 'c', titleZh: '矛盾', titleEn: 'contradiction', facts: ['constructor'], when: true, cites: ['a1'] }];
    const compiled = compilePolicy(policyOf({ contradictions }), 'digest', CALENDAR);
    expect(compiled).toMatchObject({ ok: true });
    if (compiled.ok) expect(compiled.value.questions.get('routing')!.contradictions).toEqual([]);
  });

  it('none never gets past its guard into an operator, not even inside an "if" while other facts are looked for', () => {
    const bare = { if: [{ var: 'flag' }, { withoutWhiteSpace: [{ var: 'remark' }] }, 'x'] };
    const when = { or: [{ var: 'yes' }, { and: [{ '!': [{ isNone: [{ var: 'remark' }] }] }, { '>': [{ characterCount: [bare] }, 3] }] }] };
    const parts = {
      moreFacts: { remark: { ...FACTS_OF['name']!, nullable: true } },
      groups: [choose([rule('a', when, { then: { route: 'review' } })])],
    };
    const compiled = compilePolicy(policyOf(parts), 'digest', CALENDAR);
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.error));
    const asked = { district: 'north', question: 'routing', asOf: '2024-06-01', facts: { remark: null, flag: true } };
    expect(decide(createShelf([compiled.value]), asked)).toMatchObject({
      ok: true,
      value: { status: 'needs-facts', missingFacts: ['yes'] },
    });
  });

  it('leaves memory as it was, however often it is tried', () => {
    const small = hostileExpressions().filter(({ title }) => !/million|20,000/.test(title));
    const heapAfter = (rounds: number): number => {
      for (let round = 0; round < rounds; round++) for (const { expression } of small) tried(expression);
      collectGarbage();
      return process.memoryUsage().heapUsed;
    };
    const before = heapAfter(3);
    const after = heapAfter(12);
    expect((after - before) / 1024 / 1024).toBeLessThan(MOST_KEPT_MIB);
  });
});
