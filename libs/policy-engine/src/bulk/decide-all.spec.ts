import { parseFacts } from '@guicheng/policy-model';
import { describe, expect, it } from 'vitest';
import { choose, collect, rule, shelfOf } from '../../fixtures/small-policy.ts';
import { decide } from '../decide.ts';
import { decideAll } from './decide-all.ts';
import { prepareQuestion } from './prepared-question.ts';

const shelf = shelfOf({
  manifest: { silentOn: ['limits'] },
  groups: [
    choose([
      rule('small', { '<': [{ var: 'amountYuan' }, { yuan: 100 }] }, { then: { route: 'filing', limitYuan: { var: 'amountYuan' } } }),
      rule('large', { '>=': [{ var: 'amountYuan' }, { yuan: 100 }] }, { then: { route: 'review' } }),
    ]),
    collect([
      rule(
        'late',
        { '>': [{ '*': [{ var: 'amountYuan' }, { var: 'count' }] }, { yuan: 1_000 }] },
        { ifStated: ['count'], blockers: ['late'] },
      ),
    ]),
  ],
});
const HEAD = { district: 'north', question: 'routing', asOf: '2024-06-01' };
const FACTS = [{ amountYuan: 5 }, { amountYuan: 100 }, {}, { amountYuan: 5, count: 300 }, { amountYuan: '90071992547409.91', count: 2 }];

function prepared() {
  const made = prepareQuestion(shelf, HEAD);
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return made.value;
}

const rowsOf = (question: ReturnType<typeof prepared>) =>
  FACTS.map((facts) => {
    const row = question.parse(facts);
    if (!row.ok) throw new Error(JSON.stringify(row.error));
    return row.value;
  });

describe('many decisions of one question', () => {
  it('are those that are made one by one: settled, open and impossible ones', () => {
    const question = prepared();
    const one = FACTS.map((facts) => decide(shelf, { ...HEAD, facts }, { closuresOnly: true }));
    expect(one.map((decided) => (decided.ok ? decided.value.status : decided.error[0]!.code))).toEqual([
      'determined',
      'determined',
      'needs-facts',
      'determined',
      'arithmetic-overflow',
    ]);
    expect([...decideAll(question, rowsOf(question))]).toEqual(one);
  });

  it('are made as they are asked for, none ahead', () => {
    const question = prepared();
    let taken = 0;
    function* rows() {
      for (const row of rowsOf(question)) {
        taken += 1;
        yield row;
      }
    }
    const decided = decideAll(question, rows());
    expect([decided.next().done, taken]).toEqual([false, 1]);
  });

  it('come from a source that has to be waited for, too', async () => {
    const question = prepared();
    async function* rows() {
      for (const row of rowsOf(question)) yield await Promise.resolve(row);
    }
    const found = [];
    for await (const decided of decideAll(question, rows())) found.push(decided);
    expect(found).toEqual([...decideAll(question, rowsOf(question))]);
  });

  it('are frozen where they share their parts', () => {
    const question = prepared();
    const [first, second] = [question.decide(rowsOf(question)[0]!), question.decide(rowsOf(question)[0]!)];
    if (!first.ok || !second.ok) throw new Error('not decided');
    expect(first.value.because).toBe(second.value.because);
    expect(Object.isFrozen(first.value.because) && Object.isFrozen(first.value.because[0])).toBe(true);
    expect(first.value.outcome).not.toBe(second.value.outcome);
  });

  it('are the same from facts that were parsed by themselves', () => {
    const question = prepared();
    const [policy] = shelf.districts.get('north')!;
    for (const [index, facts] of FACTS.entries()) {
      const values = parseFacts(policy!.policy, 'routing', facts);
      if (!values.ok) throw new Error('not parsed');
      expect(question.row(values.value)).toEqual(rowsOf(question)[index]);
    }
  });

  it('refuse wrong facts as a single one does', () => {
    const facts = { amountYuan: -1, nope: 2 };
    const single = decide(shelf, { ...HEAD, facts });
    expect(prepared().parse(facts)).toEqual(single);
    expect(single.ok).toBe(false);
  });

  it('are one and the same where no facts count, and none for a question that is not held', () => {
    const silent = prepareQuestion(shelf, { ...HEAD, question: 'limits' });
    if (!silent.ok) throw new Error('refused');
    expect(silent.value.parse({ whatever: 1 })).toEqual({ ok: true, value: [] });
    expect([...decideAll(silent.value, [[], []])]).toEqual([1, 2].map(() => decide(shelf, { ...HEAD, question: 'limits', facts: {} })));
    expect(prepareQuestion(shelf, { ...HEAD, district: 'south' })).toMatchObject({ ok: false, error: [{ code: 'unknown-district' }] });
    expect(prepareQuestion(shelf, { ...HEAD, question: 'acceptance' })).toMatchObject({
      ok: false,
      error: [{ code: 'question-not-covered' }],
    });
  });
});
