import type { OperandTrace, RuleTrace } from '@guicheng/policy-model';
import type { Labels } from './labels.ts';
import { valueText } from './value-text.ts';

/** How the answer was found: every rule that was looked at, whether it holds, and the values it read. Ends with a line end. */
export function traceText(trace: readonly RuleTrace[], labels: Labels): string {
  const lines = trace.flatMap((rule) => [
    `  ${markOf(rule)} ${labels.rule(rule.rule)?.titleZh ?? rule.rule}（${rule.group}/${rule.rule}）${displaced(rule)}`,
    ...rule.operands.map((one) => `      ${operandText(one, labels)}`),
  ]);
  return ['推理过程（✓ 成立 ✗ 不成立 ？ 未知）', ...lines, ''].join('\n');
}

const markOf = ({ holds }: RuleTrace): string => (holds === null ? '？' : holds ? '✓' : '✗');
const displaced = ({ displacedBy }: RuleTrace): string => (displacedBy === undefined ? '' : `，被例外 ${displacedBy} 取代`);

function operandText({ source, name, value }: OperandTrace, labels: Labels): string {
  const shown = source === 'fact' ? labels.fact(name) : undefined;
  const title = source === 'fact' ? shown?.titleZh : source === 'definition' ? labels.policy?.definitions[name]?.titleZh : undefined;
  const what = title === undefined ? name : `${title}（${name}）`;
  return `${what} = ${value === undefined ? '未知' : valueText(value, shown)}`;
}
