import type { Policy } from '@guicheng/policy-model';

/**
 * How every typed figure that is written in a policy's rules has to read on its page. Worked out from the JSON alone, not by the wording that
 * is looked at.
 */
export function figuresOf(policy: Policy): Set<string> {
  const found = new Set<string>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) {
        const [written] = Array.isArray(inner) && inner.length === 1 ? (inner as unknown[]) : [inner];
        const reads = typeof written === 'string' || typeof written === 'number' ? READS[key]?.(String(written)) : undefined;
        if (reads === undefined) walk(inner);
        else found.add(reads);
      }
  };
  for (const { is } of Object.values(policy.definitions)) walk(is);
  for (const { when } of policy.contradictions) walk(when);
  for (const { groups } of Object.values(policy.questions))
    for (const { when, otherwise, rules } of groups) walk([when, otherwise?.then, rules.map(bare)]);
  return found;
}

/** A rule without its titles and ids. */
const bare = ({ when, then, contested }: Policy['questions'] extends infer Q ? RuleOf<Q> : never): unknown => [
  when,
  then,
  (contested ?? []).map((reading) => [reading.when, reading.alternative]),
];

type RuleOf<Q> = NonNullable<Q[keyof Q]> extends { readonly groups: readonly { readonly rules: readonly (infer R)[] }[] } ? R : never;

const READS: Readonly<Record<string, (written: string) => string>> = {
  yuan: (written) => (Number(written) >= 10_000 ? `${Number(written) / 10_000} 万元` : `${Number(written)} 元`),
  percent: (written) => `${Number(written)} %`,
  decimal: (written) => String(Number(written)),
  date: (written) => written.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1 年 $2 月 $3 日'),
  month: (written) => written.replace(/^(\d+)-0?(\d+)$/, '$1 年 $2 月'),
};
