import { afterEach, describe, expect, it, vi } from 'vitest';
import { heldPacks } from '../../fixtures/held-packs.ts';
import { choose, collect, compiledOf, FACTS, rule, shelfOf } from '../../fixtures/small-policy.ts';
import { decide } from '../decide.ts';
import { bitLayout } from './bit-layout.ts';
import { layoutOf } from './fact-row.ts';
import { fastQuestion } from './fast-questions.ts';
import { FastQuestion } from './fast-question.ts';
import { made } from './generated-code.ts';
import { writeQuestion } from './question-writer.ts';
import { writeTrace } from './trace-writer.ts';
import type { CompiledPolicy, CompiledQuestion } from '../compiled-policy.ts';

/** Every word that generated code may consist of. Numbered names are constants, facts, notions, temporaries, words and functions. */
const WORDS = new Set(
  'const let function return if else true false null undefined asOf part whole length includes Math abs max min run values read readAll kept enter leave start share startShared list f m w x g k h l q r b o v'.split(
    ' ',
  ),
);
const NUMBERED = /^[kfdtwDEGUVX]\d*$/;

/** Words of a code that are none of ours. */
function strangers(text: string): string[] {
  const words = text.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? [];
  return [...new Set(words)].filter((word) => !WORDS.has(word) && !NUMBERED.test(word));
}

const textsOf = (compiled: CompiledPolicy, question: CompiledQuestion): string[] => {
  const layout = layoutOf(compiled.policy, question.question);
  return [writeQuestion(question, layout, bitLayout(question)).text, writeTrace(question, layout).text];
};

/** A name that would do harm if it became part of a code. */
const EVIL = '"];globalThis.taken=1;//`${' + 'globalThis.taken=1}\\\u2028';

describe('generated code', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('holds no text at all: no quotes, and no word that a pack could have written', async () => {
    const { packs } = await heldPacks();
    for (const { compiled } of packs)
      for (const question of compiled.questions.values())
        for (const text of textsOf(compiled, question)) {
          expect(text).not.toMatch(/["'`\\/]/);
          expect(strangers(text)).toEqual([]);
        }
  });

  it('keeps what a hostile pack writes out of itself: names, codes, texts, ids', () => {
    const shelf = shelfOf({
      moreFacts: { [EVIL]: { ...FACTS['kind']!, enum: { [EVIL]: 'x', new: 'y' } } },
      groups: [
        choose([
          rule(EVIL, { '==': [{ var: EVIL }, EVIL] }, { then: { route: 'review' } }),
          rule('b', { in: [{ var: EVIL }, [EVIL, 'new']] }, { then: { route: 'review' } }),
        ]),
        collect([rule('c', { '!=': [{ var: 'name' }, EVIL] }, { ifStated: [EVIL], warnings: ['check'] })]),
      ],
    });
    const [compiled] = shelf.districts.get('north')!;
    for (const text of textsOf(compiled!, compiled!.questions.get('routing')!)) expect(strangers(text)).toEqual([]);
    fastQuestion(compiled!, compiled!.questions.get('routing')!);
    const request = { district: 'north', question: 'routing', asOf: '2024-06-01', facts: { [EVIL]: EVIL, name: 'x' } };
    const decided = decide(shelf, request, { trace: true });
    expect(decided).toEqual(decide(shelf, request, { trace: true, closuresOnly: true }));
    expect(decided).toMatchObject({ ok: true, value: { status: 'determined', because: [{ rule: EVIL }, { rule: 'b' }, { rule: 'c' }] } });
    expect('taken' in globalThis).toBe(false);
  });

  it('is done without where code made from text is forbidden: closures answer', () => {
    vi.stubGlobal('Function', function forbidden() {
      throw new EvalError('Code generation from strings disallowed for this context');
    });
    expect(made({ text: 'return 1', constants: [] })).toBeUndefined();
    const shelf = shelfOf({ groups: [choose([rule('a', { var: 'yes' }, { then: { route: 'review' } })])] });
    const [compiled] = shelf.districts.get('north')!;
    expect(fastQuestion(compiled!, compiled!.questions.get('routing')!)).toBeUndefined();
    const request = { district: 'north', question: 'routing', asOf: '2024-06-01', facts: { yes: true } };
    expect(decide(shelf, request)).toMatchObject({ ok: true, value: { status: 'determined', outcome: { route: 'review' } } });
  });

  it('is done without for a question that is too large for it', () => {
    const many = { or: Array.from({ length: 900 }, (_, index) => ({ '==': [{ var: 'name' }, `n${index}`] })) };
    const small = compiledOf({ groups: [choose([rule('a', { or: many.or.slice(0, 300) }, { then: { route: 'review' } })])] });
    expect(FastQuestion.of(small.policy, small.questions.get('routing')!)).toBeDefined();
    const large = compiledOf({
      groups: Array.from({ length: 80 }, (_, index) =>
        collect([rule(`r${index}`, { or: many.or.slice(0, 330) }, { warnings: ['check'] })], { id: `g${index}` }),
      ),
    });
    expect(FastQuestion.of(large.policy, large.questions.get('routing')!)).toBeUndefined();
  });

  it('answers a question that takes several functions', () => {
    const names = (from: number) => ({ or: Array.from({ length: 300 }, (_, index) => ({ '==': [{ var: 'name' }, `n${from + index}`] })) });
    const shelf = shelfOf({
      groups: Array.from({ length: 12 }, (_, group) =>
        collect(
          [0, 1, 2].map((index) => rule(`r${group}-${index}`, index === 0 ? names(group * 100) : { var: 'yes' }, { warnings: ['check'] })),
          { id: `g${group}`, when: { '!': [{ var: 'flag' }] } },
        ),
      ),
    });
    const [compiled] = shelf.districts.get('north')!;
    const [text] = textsOf(compiled!, compiled!.questions.get('routing')!);
    expect(text!.match(/function U\d+/g)!.length).toBeGreaterThan(2);
    const fast = fastQuestion(compiled!, compiled!.questions.get('routing')!)!;
    for (const name of ['n0', 'n450', 'n1399', 'none'])
      for (const yes of [true, false]) {
        const request = { district: 'north', question: 'routing', asOf: '2024-06-01', facts: { name, yes, flag: false } };
        expect(fast.answer(fast.parse(request.facts)!, 0 as never)).toBeDefined();
        expect(decide(shelf, request)).toEqual(decide(shelf, request, { closuresOnly: true }));
      }
  });

  it('does not grow beyond measure for notions that are made of each other', () => {
    const notion = (is: object) => ({ titleZh: '定义', titleEn: 'notion', type: 'boolean' as const, cites: ['a1'], is: is as never });
    const definitions = Object.fromEntries(
      Array.from({ length: 12 }, (_, level) => [
        `n${level}`,
        notion(
          level === 0
            ? { isWorkingDay: [{ var: 'day' }] }
            : { or: [{ def: `n${level - 1}` }, { '!': [{ def: `n${level - 1}` }] }, { var: 'yes' }] },
        ),
      ]),
    );
    const shelf = shelfOf({ definitions, groups: [choose([rule('a', { def: 'n11' }, { then: { route: 'review' } })])] });
    const [compiled] = shelf.districts.get('north')!;
    for (const text of textsOf(compiled!, compiled!.questions.get('routing')!)) expect(text.length).toBeLessThan(20_000);
  });
});
