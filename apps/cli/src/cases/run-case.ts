import { decide, matchCase } from '@guicheng/policy-engine';
import type { Shelf } from '@guicheng/policy-engine';
import { parseRequest } from '@guicheng/policy-model';
import type { PolicyCase } from '@guicheng/policy-model';
import { problemLine } from '../refusal.ts';

/** Asks a case's question and tells in lines what is not as expected; empty: the case passes. */
export function runCase(shelf: Shelf, { request, expect }: PolicyCase): string[] {
  const parsed = parseRequest(request);
  const decided = parsed.ok ? decide(shelf, parsed.value) : parsed;
  if (!decided.ok) return decided.error.map((problem) => `被拒绝 refused: ${problemLine(problem)}`);
  return matchCase(expect, decided.value).map(
    ({ pointer, expected, got }) =>
      `${pointer}: 应为 expected ${JSON.stringify(expected)}，实为 got ${got === undefined ? '（没有 absent）' : JSON.stringify(got)}`,
  );
}
