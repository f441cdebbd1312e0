import type { PolicyCase } from '@guicheng/policy-model';
import { describe, expect, it } from 'vitest';
import { CALENDAR, choose, policyOf, rule } from '../fixtures/small-policy.ts';
import { checkPolicy } from './policy-check.ts';

const policy = policyOf({
  groups: [choose([rule('small', { '<': [{ var: 'amountYuan' }, { yuan: 100 }] }, { then: { route: 'filing' } })])],
});

const caseOf = (
  expect: PolicyCase['expect'],
  facts: PolicyCase['request']['facts'] = { amountYuan: 99.99 },
  asOf = '2024-06-01',
): PolicyCase => ({
  id: 'c1',
  title: '差一分满一百元',
  request: { district: 'north', question: 'routing', asOf, facts },
  expect,
  clauses: ['a1'],
});

const problemsOf = (...cases: readonly PolicyCase[]): string[] =>
  checkPolicy({ policy, cases }, CALENDAR).map(({ code, pointer }) => `${code} ${pointer}`);

describe('a policy before publication', () => {
  it('has no problem when its cases come out as they expect', () => {
    expect(problemsOf(caseOf({ status: 'determined', policy: 'north/2024', outcome: { route: 'filing' } }))).toEqual([]);
  });

  it('is refused with every expectation that its rules do not meet', () => {
    expect(problemsOf(caseOf({ status: 'determined', outcome: { route: 'review' } }))).toEqual(['case-fails /cases/c1']);
    expect(problemsOf(caseOf({ status: 'determined' }, { nope: 1 }))).toEqual(['case-fails /cases/c1']);
  });

  it('leaves cases of other versions and of days without a policy to those', () => {
    expect(
      problemsOf(caseOf({ status: 'not-regulated', policy: 'north/2021' }), caseOf({ status: 'no-policy' }, {}, '2020-01-01')),
    ).toEqual([]);
  });
});
