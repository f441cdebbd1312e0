import { QUESTIONS, type Question } from '@guicheng/policy-model';
import type { CompiledRule } from '../compiled-policy.ts';
import { inline } from '../wording/outline.ts';
import { anchors } from './anchors.ts';
import { alternativeWords, endless } from './contested.ts';
import { bare, line, linked, text } from './lines.ts';
import { fitsSentence, headOf, outlineList } from './outline-blocks.ts';
import type { Block, Line, Row, Section } from './page.ts';
import { citation, type PageContext } from './page-context.ts';
import { QUESTION_TITLES, STRENGTH_TITLES } from './titles.ts';

interface Placed {
  readonly question: Question;
  readonly rule: CompiledRule;
}

const rulesOf = ({ compiled }: PageContext): Placed[] =>
  QUESTIONS.flatMap((question) =>
    (compiled.questions.get(question)?.groups ?? []).flatMap(({ rules }) => rules.map((rule) => ({ question, rule }))),
  );

const ruleLine = ({ question, rule }: Placed): Line =>
  linked([`${QUESTION_TITLES[question].zh}：`, { text: rule.source.titleZh, to: anchors.rule(question, rule.id) }]);

/** What is stated together but cannot be true together. */
export function contradictionSection(context: PageContext): Section | undefined {
  const found = context.compiled.policy.contradictions;
  if (found.length === 0) return undefined;
  const whens = new Map(
    [...context.compiled.questions.values()].flatMap(({ contradictions }) =>
      contradictions.map(({ source, when }) => [source.id, when] as const),
    ),
  );
  return {
    id: 'contradictions',
    title: { zh: '互相矛盾的填报', en: 'Contradictory facts' },
    blocks: [
      text(
        line({ zh: '出现下列情形的，不作答，请填报人更正。', en: 'Where these hold, nothing is answered until the facts are corrected.' }),
        'note',
      ),
      ...found.map(({ id, titleZh, titleEn, facts, cites }): Block => {
        const when = whens.get(id);
        const outline = when === undefined ? undefined : context.speaker.outline(when);
        return {
          block: 'entry',
          id: anchors.contradiction(id),
          title: { zh: titleZh, en: titleEn },
          marks: [],
          blocks: [
            ...(outline === undefined
              ? []
              : fitsSentence(outline) || outline.form === 'words' || outline.form === 'cases'
                ? [text(line({ zh: `${inline(outline).zh}。`, en: `${inline(outline).en}.` }), 'sentence')]
                : [
                    text(line({ zh: `${headOf(outline.form).zh}：`, en: `${headOf(outline.form).en}:` }), 'sentence'),
                    outlineList(outline),
                  ]),
            text(
              linked([
                `涉及的事实：${facts.map((name) => context.policy.facts[name]?.titleZh ?? name).join('、')}。依据：`,
                ...citation(context, cites),
                '。',
              ]),
              'source',
            ),
          ],
        };
      }),
    ],
    sections: [],
  };
}

/** What can block a matter and what is pointed out, with the rules that do so. */
export function noticeSection(context: PageContext): Section | undefined {
  const rules = rulesOf(context);
  const blockers = Object.entries(context.policy.blockers).map(([code, { zh, strength }]): Row => ({
    id: anchors.blocker(code),
    cells: [
      [line({ zh, en: code })],
      [linked([{ text: STRENGTH_TITLES[strength].zh, mark: strength }], STRENGTH_TITLES[strength].en)],
      rules.filter(({ rule }) => rule.blockers.includes(code)).map(ruleLine),
    ],
  }));
  const warnings = Object.entries(context.policy.warnings).map(([code, { zh }]): Row => ({
    id: anchors.warning(code),
    cells: [[line({ zh, en: code })], rules.filter(({ rule }) => rule.warnings.includes(code)).map(ruleLine)],
  }));
  if (blockers.length + warnings.length === 0) return undefined;
  const raised = { zh: '由哪些规则提出', en: 'Raised by' };
  return {
    id: 'notices',
    title: { zh: '拦截与提示', en: 'Blockers and warnings' },
    blocks: [
      ...(blockers.length === 0
        ? []
        : [
            {
              block: 'table' as const,
              caption: { zh: '拦截事项', en: 'Blockers' },
              columns: [{ zh: '事项', en: 'Blocker' }, { zh: '效力', en: 'Strength' }, raised],
              widths: [30, 14, 56],
              rows: blockers,
            },
          ]),
      ...(warnings.length === 0
        ? []
        : [
            {
              block: 'table' as const,
              caption: { zh: '提示事项', en: 'Warnings' },
              columns: [{ zh: '提示', en: 'Warning' }, raised],
              widths: [32, 68],
              rows: warnings,
            },
          ]),
    ],
    sections: [],
  };
}

/** Every contested point of the rules in one table. */
export function contestedSection(context: PageContext): Section | undefined {
  const rows = rulesOf(context).flatMap(({ question, rule }) =>
    rule.contested.map((contest, index): Row => {
      const other = alternativeWords(context, question, contest);
      return {
        cells: [
          [linked(citation(context, [contest.source.clause]))],
          [bare(endless(contest.source.readingZh))],
          [bare(other.zh)],
          [linked([`${QUESTION_TITLES[question].zh}：`, { text: rule.source.titleZh, to: anchors.contested(question, rule.id, index) }])],
        ],
      };
    }),
  );
  if (rows.length === 0) return undefined;
  return {
    id: 'contested',
    title: { zh: '有争议的条文', en: 'Contested points' },
    blocks: [
      {
        block: 'table',
        caption: { zh: `可作两种理解的条文 ${rows.length} 处`, en: `${rows.length} points that can be read two ways` },
        columns: [
          { zh: '条文', en: 'Clause' },
          { zh: '本系统采用', en: 'Reading taken' },
          { zh: '另一种理解的结果', en: 'The other would give' },
          { zh: '所在规则', en: 'Rule' },
        ],
        widths: [20, 28, 30, 22],
        rows,
      },
    ],
    sections: [],
  };
}

/** Questions that rules leave to a person, or that the text is silent on: what the system will not answer. */
export function unansweredSection(context: PageContext): Section | undefined {
  const rows = rulesOf(context)
    .filter(({ rule }) => rule.status !== 'determined')
    .map((placed): Row => ({
      cells: [
        [ruleLine(placed)],
        [
          line(
            placed.rule.status === 'needs-judgement'
              ? { zh: '交由人判断', en: 'a person decides' }
              : { zh: '本规定未作规定', en: 'not regulated' },
          ),
        ],
        [linked(citation(context, placed.rule.cites))],
      ],
    }));
  if (rows.length === 0) return undefined;
  return {
    id: 'unanswered',
    title: { zh: '系统不下结论的事项', en: 'What is not decided' },
    blocks: [
      {
        block: 'table',
        caption: { zh: '交由人判断或未作规定的情形', en: 'Left to a person, or not regulated' },
        columns: [
          { zh: '情形', en: 'Where' },
          { zh: '如何处理', en: 'What happens' },
          { zh: '依据', en: 'Source' },
        ],
        widths: [52, 18, 30],
        rows,
      },
    ],
    sections: [],
  };
}
