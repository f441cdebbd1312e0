import type { Decision, JsonValue } from '@guicheng/policy-model';
import type { Labels } from './labels.ts';
import { codeText, unitText, valueText } from './value-text.ts';
import { POLICY_STATUS_ZH, QUESTION_ZH, STATUS_ZH, STRENGTH_ZH, word } from './words.ts';

/** A decision for people, in Chinese: in one paragraph, if there is one; then what is decided, why and by which clause, what is missing or in the way. Ends with a line end. */
export function answerText(decision: Decision, labels: Labels, paragraph?: string): string {
  const sections = [
    heading(decision, labels),
    paragraph === undefined ? [] : ['说明', `  ${paragraph}`],
    outcome(decision, labels),
    missing(decision, labels),
    obstacles(decision, labels),
    reasons(decision, labels),
    contested(decision, labels),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function heading(decision: Decision, labels: Labels): string[] {
  const basis =
    labels.policy === undefined
      ? `（${decision.policy ?? '无'}）`
      : `${labels.policy.manifest.titleZh}（${labels.policy.manifest.id}，${word(POLICY_STATUS_ZH, decision.policyStatus ?? '')}）`;
  return [
    `${labels.districtZh} · ${word(QUESTION_ZH, decision.question)}（${decision.question}） · ${decision.asOf}`,
    `政策：${basis}`,
    `结论：${word(STATUS_ZH, decision.status)}（${decision.status}）`,
  ];
}

function outcome(decision: Decision, labels: Labels): string[] {
  const fields = fieldLines(decision.outcome, labels);
  return [
    ...(fields.length === 0 ? [] : ['答复', ...fields]),
    ...(decision.error === undefined ? [] : contradiction(decision.error, labels)),
  ];
}

function contradiction(error: NonNullable<Decision['error']>, labels: Labels): string[] {
  return [`矛盾：${error.message}`, ...error.facts.map((name) => `  ${factName(name, labels)}`)];
}

/** One line a field. `status` may stand among the fields of another reading. */
function fieldLines(fields: Readonly<Record<string, JsonValue>>, labels: Labels): string[] {
  return Object.entries(fields).map(([name, value]) => {
    if (name === 'status' && typeof value === 'string') return `  结论：${word(STATUS_ZH, value)}（${value}）`;
    const field = labels.field(name);
    const title = field?.titleZh ?? name;
    const isUnlabelledDetail = name === 'detail' && typeof value === 'string' && field?.enum?.[value] === undefined;
    return `  ${title}：${isUnlabelledDetail ? named(value, labels.detail(value)) : valueText(value, field)}`;
  });
}

function missing(decision: Decision, labels: Labels): string[] {
  if (decision.missingFacts.length === 0) return [];
  return ['还需要的事实', ...decision.missingFacts.map((name) => `  ${factName(name, labels)}`)];
}

function factName(name: string, labels: Labels): string {
  if (name === 'workingDayCalendar') return '官方工作日历（workingDayCalendar）：该年度的放假安排尚未公布';
  const fact = labels.fact(name);
  if (fact === undefined) return name;
  const codes =
    fact.enum === undefined
      ? ''
      : `，可选：${Object.entries(fact.enum)
          .map(([code, label]) => `${code} ${label}`)
          .join('、')}`;
  const unit = unitText(fact).trim();
  return `${fact.titleZh}（${name}${unit === '' ? '' : `，单位 ${unit}`}${codes}）`;
}

function obstacles(decision: Decision, labels: Labels): string[] {
  const blockers = decision.blockers.map(
    ({ code, strength }) => `  【${word(STRENGTH_ZH, strength)}】${named(code, labels.blocker(code))}`,
  );
  const warnings = decision.warnings.map(({ code }) => `  ${named(code, labels.warning(code))}`);
  return [...(blockers.length === 0 ? [] : ['不能继续的原因', ...blockers]), ...(warnings.length === 0 ? [] : ['提示', ...warnings])];
}

function reasons(decision: Decision, labels: Labels): string[] {
  if (decision.because.length === 0) return [];
  return [
    '依据',
    ...decision.because.flatMap(({ rule: id, clauses }) => {
      const rule = labels.rule(id);
      const strength = rule?.strength === undefined ? '' : `【${word(STRENGTH_ZH, rule.strength)}】`;
      const title = rule === undefined ? id : `${strength}${rule.titleZh}（${id}）`;
      return [`  ${title}`, ...clauses.map((clause) => `    ${clauseText(clause, labels)}`)];
    }),
  ];
}

/** A clause by document, article and id, with our summary where there is one. */
function clauseText(id: string, labels: Labels): string {
  const clause = labels.clause(id);
  if (clause === undefined) return id;
  const place = `${labels.document(clause.document) ?? clause.document}${clause.article}`;
  return `${place}（${id}）${clause.summaryZh === null ? '' : `：${clause.summaryZh}`}`;
}

function contested(decision: Decision, labels: Labels): string[] {
  if (decision.contested.length === 0) return [];
  return [
    '有不同理解的条款',
    ...decision.contested.flatMap(({ clause, reading, alternative }) => [
      `  ${clauseText(clause, labels)}`,
      `    本答复采用：${reading}`,
      ...(Object.keys(alternative).length === 0
        ? []
        : ['    另一种理解的结果：', ...fieldLines(alternative, labels).map((line) => `    ${line}`)]),
    ]),
  ];
}

const named = (code: string, label: string | undefined): string => codeText(code, label === undefined ? undefined : { [code]: label });
