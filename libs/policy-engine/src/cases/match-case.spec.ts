import { describe, expect, it } from 'vitest';
import type { CaseExpectation, Decision } from '@guicheng/policy-model';
import { matchCase } from './match-case.ts';

const decision: Decision = {
  district: 'somewhere',
  question: 'routing',
  asOf: '2024-03-18',
  policy: 'somewhere/1',
  policyStatus: 'in-force',
  digest: 'sha256:0',
  status: 'needs-facts',
  outcome: { route: 'filing' },
  missingFacts: ['b', 'a'],
  blockers: [{ code: 'blocked', strength: 'mandatory' }],
  warnings: [{ code: 'careful' }],
  because: [],
  contested: [],
};
const differs = (expect: Partial<CaseExpectation>, got: Partial<Decision> = {}) =>
  matchCase({ status: 'needs-facts', ...expect }, { ...decision, ...got }).map((one) => one.pointer);

describe('a case', () => {
  it('passes when only the status is expected and given', () => {
    expect(differs({})).toEqual([]);
    expect(differs({ status: 'determined' })).toEqual(['/status']);
  });

  it('expects the policy only when it names one; null is no policy', () => {
    expect(differs({ policy: 'somewhere/1' })).toEqual([]);
    expect(differs({ policy: 'somewhere/2' })).toEqual(['/policy']);
    expect(differs({ policy: null })).toEqual(['/policy']);
    expect(differs({ policy: null }, { policy: null })).toEqual([]);
  });

  it('expects missing facts as exactly that set', () => {
    expect(differs({ missingFacts: ['a', 'b'] })).toEqual([]);
    expect(differs({ missingFacts: ['a'] })).toEqual(['/missingFacts']);
    expect(differs({ missingFacts: [] })).toEqual(['/missingFacts']);
  });

  it('expects blockers and warnings to be present, others allowed', () => {
    expect(differs({ blockers: [], warnings: [] })).toEqual([]);
    expect(differs({ blockers: ['blocked'], warnings: ['careful'] })).toEqual([]);
    expect(differs({ blockers: ['blocked', 'other'] })).toEqual(['/blockers']);
    expect(differs({ warnings: ['blocked'] })).toEqual(['/warnings']);
  });

  it('expects an entry under contested when it says so, and nothing otherwise', () => {
    expect(differs({ contested: true })).toEqual(['/contested']);
    expect(differs({ contested: true }, { contested: [{ clause: 'c', reading: 'r', alternative: {} }] })).toEqual([]);
    expect(differs({}, { contested: [{ clause: 'c', reading: 'r', alternative: {} }] })).toEqual([]);
  });
});
