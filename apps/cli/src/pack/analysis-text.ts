import { CHECKS, type Analysis, type Finding } from '@guicheng/policy-engine';
import type { Policy } from '@guicheng/policy-model';

const SEVERITY: Readonly<Record<Finding['severity'], string>> = { error: '错误 error', warning: '警告 warning', note: '提示 note' };
const BASIS: Readonly<Record<Finding['basis'], string>> = {
  text: '见规则本身 in the rules',
  'all-cells': '全部组合 all cells',
  sample: '抽样 sample',
};

/** An analysis for people: how far it went, findings by code, then each finding; notes only when all are wanted. */
export function analysisText(policy: Policy, analysis: Analysis, explained: Readonly<Record<string, string>>, isWhole: boolean): string {
  const listed = analysis.findings.filter(({ severity }) => isWhole || severity !== 'note');
  return [
    `${analysis.policy} ${policy.manifest.titleZh}`,
    `  ${extentLine(analysis)}`,
    ...codeLines(analysis, explained),
    ...listed.flatMap((finding) => findingLines(policy, finding, explained[finding.key])),
    ...(listed.length < analysis.findings.length ? ['  （提示只计数；--list 逐条列出 notes are only counted; --list shows each）'] : []),
    ...staleLines(analysis, explained),
    '',
  ].join('\n');
}

function extentLine({ groups, seed }: Analysis): string {
  const sampled = groups.filter(({ basis }) => basis === 'sample');
  const whole = groups.filter(({ basis }) => basis === 'all-cells');
  const cells = whole.reduce((sum, { combinations }) => sum + combinations, 0);
  const paths = (list: Analysis['groups']): number => list.reduce((sum, group) => sum + group.paths, 0);
  const rest =
    sampled.length === 0
      ? ''
      : `；抽样 sampled ${sampled.length} 组（${paths(sampled)} 条路径 paths，种子 seed ${seed}）：${sampled.map(({ question, group }) => `${question}/${group}`).join('、')}`;
  return `规则组 groups ${groups.length}：穷尽 exhaustive ${whole.length} 组（${figure(cells)} 种组合 cells，${paths(whole)} 条路径 paths）${rest}`;
}

/** Above this, a count of cells is a size and no number to check. */
const MOST_DIGITS = 1e9;
const figure = (count: number): string => (count < MOST_DIGITS ? String(count) : count.toExponential(1));

function codeLines({ findings }: Analysis, explained: Readonly<Record<string, string>>): string[] {
  const bySeverity = Object.keys(SEVERITY).flatMap((severity) => CHECKS.filter((check) => check.severity === severity));
  return bySeverity.flatMap(({ code, severity, meansZh }) => {
    const found = findings.filter((finding) => finding.code === code);
    if (found.length === 0) return [];
    const known = found.filter(({ key }) => explained[key] !== undefined).length;
    return [`  ${SEVERITY[severity]} ${code} ${found.length}${known === 0 ? '' : `（已说明 explained ${known}）`}：${meansZh}`];
  });
}

function findingLines(
  policy: Policy,
  { key, severity, basis, pointer, zh, en, facts, asOf, clauses }: Finding,
  why: string | undefined,
): string[] {
  const articles = clauses.map((id) => policy.clauses.find((clause) => clause.id === id)?.article ?? id);
  const shown =
    facts === null
      ? []
      : Object.entries(facts).map(([name, value]) => `${policy.facts[name]?.titleZh ?? name} ${name}=${JSON.stringify(value)}`);
  return [
    `  - ${SEVERITY[severity]}（${BASIS[basis]}）${zh} ${en}`,
    `      ${pointer}`,
    ...(asOf === null ? [] : [`      事实 facts（${asOf}）：${shown.length === 0 ? '任何 any' : shown.join('，')}`]),
    ...(articles.length === 0 ? [] : [`      条款 clauses：${[...new Set(articles)].join('、')}`]),
    `      ${why === undefined ? `键 key：${key}` : `已说明 explained：${why}`}`,
  ];
}

/** Notes that explain nothing any more: the rule was mended, or renamed. */
function staleLines({ findings }: Analysis, explained: Readonly<Record<string, string>>): string[] {
  const keys = new Set(findings.map(({ key }) => key));
  return Object.keys(explained)
    .filter((key) => !keys.has(key))
    .map((key) => `  说明已无所指 note explains nothing any more：${key}`);
}
