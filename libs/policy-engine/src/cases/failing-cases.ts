import { at, parseRequest, problem, type PolicyCase, type Problem } from '@guicheng/policy-model';
import type { CompiledPolicy } from '../compiled-policy.ts';
import { decide } from '../decide.ts';
import { createShelf } from '../shelf.ts';
import { matchCase } from './match-case.ts';

/**
 * The cases of a pack that its own rules do not answer as expected. Cases that another version answers, or none (a day before or after this
 * one), are that version's to pass and are left out.
 */
export function failingCases(compiled: CompiledPolicy, cases: readonly PolicyCase[]): Problem[] {
  const shelf = createShelf([compiled]);
  const { id: policyId } = compiled.policy.manifest;
  return cases.flatMap((one) => {
    if (one.expect.policy !== undefined && one.expect.policy !== policyId) return [];
    const request = parseRequest(one.request);
    const decided = request.ok ? decide(shelf, request.value) : request;
    if (!decided.ok) return decided.error.map((refused) => caseFails(one, `被拒绝：${refused.zh}`, `it is refused: ${refused.en}`));
    if (one.expect.policy === undefined && decided.value.policy !== policyId) return [];
    return matchCase(one.expect, decided.value).map(({ pointer, expected, got }) => {
      const [wanted, given] = [JSON.stringify(expected), got === undefined ? '—' : JSON.stringify(got)];
      return caseFails(one, `${pointer} 应为 ${wanted}，实为 ${given}。`, `${pointer} should be ${wanted} and is ${given}.`);
    });
  });
}

const caseFails = ({ id, title }: PolicyCase, zh: string, en: string): Problem =>
  problem('case-fails', at('/cases', id), `案例“${title}”（${id}）不通过：${zh}`, `The case ${id} fails: ${en}`);
