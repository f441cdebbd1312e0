import type { GroupNode, RuleNode, TraceNode } from '@guicheng/policy-engine';
import type { Labels } from './labels.ts';

const STANDING: Readonly<Record<RuleNode['standing'], string>> = {
  applies: '✓ 适用',
  fails: '✗ 不适用',
  displaced: '– 被例外取代',
  open: '？ 未定',
  'not-raised': '· 未涉及',
};

/** The whole way to an answer: rule by rule, each condition taken apart. A notion is taken apart where it is used first. Ends with a line end. */
export function treeText(groups: readonly GroupNode[], labels: Labels): string {
  const seen = new Set<TraceNode>();
  const lines = groups.flatMap(({ group, titleZh, rules }) => [
    `  ${titleZh}（${group}）`,
    ...rules.flatMap((rule) => [
      `    ${STANDING[rule.standing]}：${rule.titleZh}（${rule.rule}）${byWhom(rule, labels)}`,
      ...(rule.condition === undefined ? [] : nodeLines(rule.condition, 3, seen)),
      ...rule.gives.flatMap(({ titleZh: field, value }) => [
        `      ⇒ ${field}：${value.valueWords?.zh ?? '未知'}`,
        ...(value.parts.length === 0 ? [] : nodeLines(value, 4, seen)),
      ]),
    ]),
  ]);
  return ['推理树（✓ 成立 ✗ 不成立 ？ 未知 · 未及求值）', ...lines, ''].join('\n');
}

const byWhom = ({ displacedBy }: RuleNode, labels: Labels): string =>
  displacedBy === undefined ? '' : `，取代者：${labels.rule(displacedBy)?.titleZh ?? displacedBy}`;

/** A part and what it is made of. What is written in the rule stands in the words already; what was not reached is not taken apart. */
function nodeLines(node: TraceNode, depth: number, seen: Set<TraceNode>): string[] {
  const here = `${'  '.repeat(depth)}${markOf(node)}${textOf(node)}`;
  const parts = node.reached ? node.parts.filter(({ form }) => form !== 'literal') : [];
  if (node.form !== 'definition') return [here, ...parts.flatMap((part) => nodeLines(part, depth + 1, seen))];
  if (parts.some((part) => seen.has(part))) return [`${here}（见上）`];
  for (const part of parts) seen.add(part);
  return [here, ...parts.flatMap((part) => nodeLines(part, depth + 1, seen))];
}

const JOINED: Readonly<Partial<Record<TraceNode['form'], string>>> = {
  all: '以下同时满足',
  any: '以下任一满足',
  cases: '分情形',
};

function textOf({ form, words, truth, valueWords, reached }: TraceNode): string {
  const said = JOINED[form] ?? words.zh;
  return truth !== undefined || !reached || form === 'literal' ? said : `${said} = ${valueWords?.zh ?? '未知'}`;
}

function markOf({ reached, truth }: TraceNode): string {
  if (!reached) return '· ';
  return truth === undefined ? '' : truth === null ? '？ ' : truth ? '✓ ' : '✗ ';
}
