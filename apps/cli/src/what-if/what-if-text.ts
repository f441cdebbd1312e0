import type { FactChange, Way, WhatIf } from '@guicheng/policy-engine';
import type { Labels } from '../decide/labels.ts';
import { valueText } from '../decide/value-text.ts';
import { STATUS_ZH, word } from '../decide/words.ts';

/** What would have to change, for people, in Chinese. Ends with a line end. */
export function whatIfText(answer: WhatIf, labels: Labels): string {
  const { now, ways, isSoAlready, considered, caution, words } = answer;
  const sections = [
    [
      `${labels.districtZh} · ${now.asOf} · ${labels.policy === undefined ? '没有适用的政策' : labels.policy.manifest.titleZh}`,
      `现在：${word(STATUS_ZH, now.status)}（${now.status}）`,
      ...fields(now.outcome, labels),
      ...(now.error === undefined ? [] : [`  ${now.error.message}`]),
    ],
    ways.length === 0 ? [words.zh] : [`有 ${ways.length} 种最近的改法：`],
    ...ways.map((way, index) => wayLines(way, index + 1, labels)),
    isSoAlready || answer.exhaustive ? [] : [`没有试遍所有组合（已试 ${answer.trials} 种），可能另有更近的改法。`],
    ways.length === 0
      ? []
      : [`考虑过的事实：${considered.map((name) => `${labels.fact(name)?.titleZh ?? name}（${name}）`).join('、')}`, `注意：${caution.zh}`],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function wayLines({ changes, decision, words }: Way, number: number, labels: Labels): string[] {
  const obstacles = decision.blockers.map(({ code }) => labels.blocker(code) ?? code);
  return [
    `${number}. ${words.zh}`,
    ...changes.map((change) => `   ${changeText(change, labels)}`),
    ...(obstacles.length === 0 ? [] : [`   仍有不能继续的原因：${obstacles.join('；')}`]),
  ];
}

function changeText({ fact, from, to }: FactChange, labels: Labels): string {
  const definition = labels.fact(fact);
  const was = from === undefined ? '未填' : valueText(from, definition);
  return `${fact}：${was} → ${valueText(to, definition)}`;
}

const fields = (outcome: WhatIf['now']['outcome'], labels: Labels): string[] =>
  Object.entries(outcome).map(([name, value]) => `  ${labels.field(name)?.titleZh ?? name}：${valueText(value, labels.field(name))}`);
