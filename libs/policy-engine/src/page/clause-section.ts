import { counted } from '@guicheng/kernel';
import { clauseCoverage, type ClauseAccount, type ClauseCoverage, type PolicyDocument, type Question } from '@guicheng/policy-model';
import { anchors } from './anchors.ts';
import { bare, line, linked } from './lines.ts';
import type { Line, Section, Table } from './page.ts';
import { documentTitle, type PageContext } from './page-context.ts';
import { COVERAGE_TITLES } from './titles.ts';

/** The clause map: every clause of every document, and what became of it. */
export function clauseSection(context: PageContext): Section {
  const coverage = clauseCoverage(context.policy);
  const { documents } = context.policy.manifest;
  const places = carrierPlaces(context);
  return {
    id: 'clauses',
    title: { zh: '条款对照', en: 'Clause map' },
    blocks: documents.flatMap((document) => {
      const rows = coverage.filter(({ clause }) => clause.document === document.id);
      return rows.length === 0 ? [] : [clauseTable(document, rows, places)];
    }),
    sections: [],
  };
}

function clauseTable(document: PolicyDocument, rows: readonly ClauseCoverage[], places: ReadonlyMap<string, Line>): Table {
  return {
    block: 'table',
    caption: { zh: `${documentTitle(document)}条款 ${rows.length} 条`, en: counted(rows.length, 'clause') },
    columns: [
      { zh: '条款', en: 'Clause' },
      { zh: '摘要', en: 'Summary' },
      { zh: '去向', en: 'How covered' },
    ],
    widths: [18, 42, 40],
    rows: rows.map(({ clause, as, by }) => ({
      id: anchors.clause(clause.id),
      cells: [
        [bare(clause.article)],
        [line({ zh: clause.summaryZh ?? '（尚无中文摘要）', en: clause.summaryEn })],
        [
          line(COVERAGE_TITLES[as]),
          ...(as === 'carried' ? by.map((name) => places.get(name) ?? bare(name)) : accountLines(clause.accountedFor)),
        ],
      ],
    })),
  };
}

function accountLines(account: ClauseAccount | undefined): Line[] {
  if (account === undefined || account.by === 'narrative') return [];
  if (account.by === 'no-facts') return [bare(`原因：${account.reasonZh}`)];
  return [bare(`判断者：${account.whoZh}`), bare(`系统提供：${account.shownZh}`)];
}

/** The names that the clause map gives to carriers -> where they stand on the page. */
function carrierPlaces({ policy }: PageContext): Map<string, Line> {
  const places = new Map<string, Line>([['dates', linked([{ text: '文件概况：日期', to: 'about' }])]]);
  for (const [name, { titleZh }] of Object.entries(policy.definitions))
    places.set(`definition ${name}`, linked(['概念：', { text: titleZh, to: anchors.definition(name) }]));
  for (const { id, titleZh } of policy.contradictions)
    places.set(`contradiction ${id}`, linked(['矛盾：', { text: titleZh, to: anchors.contradiction(id) }]));
  for (const [question, rules] of Object.entries(policy.questions) as [Question, NonNullable<(typeof policy.questions)[Question]>][])
    for (const group of rules.groups) {
      places.set(
        `${question}/${group.id}/otherwise`,
        linked(['规则：', { text: `${group.titleZh}（其余情形）`, to: anchors.otherwise(question, group.id) }]),
      );
      for (const rule of group.rules)
        places.set(`${question}/${rule.id}`, linked(['规则：', { text: rule.titleZh, to: anchors.rule(question, rule.id) }]));
    }
  return places;
}
