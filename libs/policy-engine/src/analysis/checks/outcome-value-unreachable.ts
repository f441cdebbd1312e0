import type { Node } from '../../node.ts';
import { eachRule } from '../rule-places.ts';
import type { Check } from '../check.ts';

/** Codes that stand in a result's expression and never come out. */
export const outcomeValueUnreachable: Check = {
  code: 'outcome-value-unreachable',
  severity: 'warning',
  meansZh: '结论中写明的代码从不出现在结果里',
  meansEn: 'a code that stands in a result and never comes out',
  run: eachRule(({ group, rule, pointer, zh, en, basis }) =>
    group.seen.has(`applies ${rule.id}`) && basis === 'all-cells'
      ? rule.fields.flatMap(({ name, node }) => {
          const given = new Set([...group.seen.after(`gives ${rule.id} ${name}`)].map(([value]) => value));
          return [...branchCodes(node)]
            .filter((code) => !given.has(code))
            .map((code) => ({
              basis,
              pointer: `${pointer}/then/${name}`,
              detail: `${name} ${code}`,
              zh: `${zh}：结果 ${name} 从不为“${code}”。`,
              en: `In ${en} the result "${name}" is never "${code}".`,
            }));
        })
      : undefined,
  ),
};

/** The codes that an expression's own branches name; a definition serves several rules and has branches of its own to be looked at. */
function branchCodes(node: Node): Set<string> {
  if (node.form === 'literal') return new Set(typeof node.value === 'string' ? [node.value] : []);
  if (node.form !== 'if') return new Set();
  return new Set(
    node.args.filter((_, index) => index % 2 === 1 || index === node.args.length - 1).flatMap((branch) => [...branchCodes(branch)]),
  );
}
