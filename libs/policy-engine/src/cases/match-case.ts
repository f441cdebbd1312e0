import type { CaseExpectation, Decision, JsonValue } from '@guicheng/policy-model';
import { matchValue } from './match-value.ts';
import type { Mismatch } from './match-value.ts';

/** Everything in which a decision departs from what a case expects; empty: it matches. The rules are the contract's, “Case”. */
export function matchCase(expect: CaseExpectation, decision: Decision): Mismatch[] {
  const codes = (list: readonly { readonly code: string }[]) => list.map((one) => one.code);
  return [
    ...matchValue(expect.status, decision.status, '/status'),
    ...(expect.policy === undefined ? [] : matchValue(expect.policy, decision.policy, '/policy')),
    ...(expect.outcome === undefined ? [] : matchValue(expect.outcome, decision.outcome, '/outcome')),
    ...(expect.missingFacts === undefined ? [] : matchValue(expect.missingFacts, decision.missingFacts, '/missingFacts')),
    ...contains(expect.blockers, codes(decision.blockers), '/blockers'),
    ...contains(expect.warnings, codes(decision.warnings), '/warnings'),
    ...(expect.contested === true && decision.contested.length === 0 ? [{ pointer: '/contested', expected: true, got: [] }] : []),
  ];
}

function contains(expected: readonly string[] | undefined, got: readonly string[], pointer: string): Mismatch[] {
  const absent: JsonValue = (expected ?? []).filter((code) => !got.includes(code));
  return absent.length === 0 ? [] : [{ pointer, expected: absent, got }];
}
