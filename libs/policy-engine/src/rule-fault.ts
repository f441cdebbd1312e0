import type { Problem } from '@guicheng/policy-model';

/**
 * A rule cannot be computed on these facts (an amount leaves the exact range, a day does not exist). The facts or the rule must change; no
 * answer is given. Thrown inside evaluation, turned into a refusal by `decide`.
 */
export class RuleFault extends Error {
  override readonly name = 'RuleFault';
  constructor(
    readonly code: Problem['code'],
    readonly zh: string,
    readonly en: string,
  ) {
    super(en);
  }
}

/** The exact result, or a fault when it left the safe integers. */
export function exactly(result: number | undefined): number {
  if (result === undefined)
    throw new RuleFault('arithmetic-overflow', '计算结果超出可精确表示的范围。', 'The result is beyond what can be computed exactly.');
  return result;
}
