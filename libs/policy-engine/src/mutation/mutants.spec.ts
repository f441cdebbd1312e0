import { describe, expect, it } from 'vitest';
import { choose, policyOf, rule } from '../../fixtures/small-policy.ts';
import { mutantsOf } from './mutants.ts';

const idsOf = (...parts: Parameters<typeof policyOf>): string[] =>
  [...mutantsOf(policyOf(...parts))].map(({ id }) => id.replace('/questions/routing/groups/0/rules/0/', ''));

describe('the mutants of a policy', () => {
  it('change one threshold, operator or outcome at a time', () => {
    const groups = [
      choose([rule('small', { '<': [{ var: 'amountYuan' }, { yuan: 1_000_000 }] }, { then: { route: 'filing', isOnTime: true } })]),
    ];
    expect(idsOf({ groups })).toEqual([
      'when: "<" → "<="',
      'when/</1: 1000000 → "999999.99"',
      'when/</1: 1000000 → "1000000.01"',
      'then/route: "filing" → "review"',
      'then/isOnTime: true → false',
    ]);
  });

  it('move dates by a day, numbers by one, periods between fixed and roll, and drop codes from lists', () => {
    const groups = [
      choose([
        rule(
          'late',
          {
            and: [
              { '>': [{ addMonths: [{ var: 'day' }, 6, 'fixed'] }, { date: '2024-07-31' }] },
              { in: [{ var: 'kind' }, ['new', 'upgrade']] },
            ],
          },
          { then: { isOnTime: false } },
        ),
      ]),
    ];
    expect(idsOf({ groups })).toEqual([
      'when: "and" → "or"',
      'when/and/0: ">" → ">="',
      'when/and/0/>/0/addMonths/1: 6 → 5',
      'when/and/0/>/0/addMonths/1: 6 → 7',
      'when/and/0/>/0/addMonths/2: "fixed" → "roll"',
      'when/and/0/>/1: "2024-07-31" → "2024-07-30"',
      'when/and/0/>/1: "2024-07-31" → "2024-08-01"',
      'when/and/1/in/1/0: "new" → removed',
      'when/and/1/in/1/1: "upgrade" → removed',
      'then/isOnTime: false → true',
    ]);
  });

  it('leave out each blocker, warning, status and exception', () => {
    const groups = [
      choose([rule('x', true, { status: 'not-regulated', blockers: ['late'], warnings: ['check'], exceptionOf: ['y'] }), rule('y', true)]),
    ];
    expect(idsOf({ groups })).toEqual([
      'blockers: late removed',
      'warnings: check removed',
      'status: not-regulated removed',
      'exceptionOf: y removed',
    ]);
  });

  it('reach definitions and contradictions, for every question', () => {
    const definitions = {
      big: { titleZh: '大', titleEn: 'big', type: 'boolean' as const, cites: ['a1'], is: { '==': [{ var: 'kind' }, 'new'] } },
    };
    const contradictions = [{ id: 'c', titleZh: '矛盾', titleEn: 'c', facts: ['yes'], when: { '!': [{ var: 'yes' }] }, cites: ['a1'] }];
    expect(idsOf({ definitions, contradictions })).toEqual([
      '/definitions/big/is: "==" → "!="',
      '/definitions/big/is/==/1: "new" → "upgrade"',
      '/contradictions/0/when: "!" → "removed"',
    ]);
  });
});
