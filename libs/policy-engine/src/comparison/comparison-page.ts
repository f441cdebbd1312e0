import { counted } from '@guicheng/kernel';
import type { Policy } from '@guicheng/policy-model';
import { bare, line, text } from '../page/lines.ts';
import type { Block, PolicyPage, Section, Table } from '../page/page.ts';
import { QUESTION_TITLES } from '../page/titles.ts';
import type { Words } from '../wording/value-words.ts';
import { ANSWERING_WORDS } from './answering.ts';
import type { ComparedQuestion, Comparison, ComparisonBasis, Difference, Responsible, SideAnswer } from './comparison.ts';

const BASIS_WORDS: Readonly<Record<ComparisonBasis, Words>> = {
  'same-text': { zh: '规则相同，逐字核对', en: 'the rules are the same' },
  'all-cells': { zh: '全部情形已逐一判定', en: 'every combination of boundary values was decided' },
  sample: { zh: '抽样判定', en: 'a sample was decided' },
  'one-sided': { zh: '只有一方作答', en: 'only one side answers' },
};

/** How a question was compared, in words; a sample names its seed. */
export function basisInWords({ basis, decided }: ComparedQuestion, count: number, seed: number): Words {
  const words = BASIS_WORDS[basis];
  const cells =
    basis === 'all-cells' || basis === 'sample'
      ? { zh: `，判定 ${decided} 种情形`, en: `, ${counted(decided, 'cell')} decided` }
      : { zh: '', en: '' };
  const sampled = basis === 'sample' ? { zh: `，种子 ${seed}`, en: `, seed ${seed}` } : { zh: '', en: '' };
  const none = count > 0 ? { zh: '', en: '' } : { zh: '，未发现不同', en: ', no difference found' };
  return { zh: `${words.zh}${cells.zh}${sampled.zh}${none.zh}`, en: `${words.en}${cells.en}${sampled.en}${none.en}` };
}

/** A comparison as a page to read. `policies`: both, for the titles of facts. */
export function comparisonPage(comparison: Comparison, policies: { readonly a: Policy; readonly b: Policy }): PolicyPage {
  const { a, b, questions, differences, seed } = comparison;
  const names = nameBoth(policies);
  const sections = questions.map((compared): Section => {
    const found = differences.filter(({ question }) => question === compared.question);
    const also = differences.filter(({ alsoIn }) => alsoIn.includes(compared.question));
    return {
      id: `question-${compared.question}`,
      title: {
        zh: `${QUESTION_TITLES[compared.question].zh}（${found.length} 处）`,
        en: `${QUESTION_TITLES[compared.question].en} (${found.length})`,
      },
      blocks: [
        text(line(basisInWords(compared, found.length + also.length, seed)), 'note'),
        ...unknownFactsBlocks(compared, policies, names),
        ...found.map((difference, index) => differenceBlock(difference, `${compared.question}-${index + 1}`, names)),
        ...also.map((difference) =>
          text(line({ zh: `另见“${QUESTION_TITLES[difference.question].zh}”：${difference.words.zh}`, en: difference.words.en }), 'note'),
        ),
      ],
      sections: [],
    };
  });
  return {
    policy: `${a.id} → ${b.id}`,
    title: { zh: `${names.a.zh} → ${names.b.zh}：判定有何不同`, en: `What ${names.a.en} and ${names.b.en} decide differently` },
    subtitle: {
      zh: `${a.title.zh} 与 ${b.title.zh}。比较的是判定结果而不是文字；每一处都列出能显出差别的最少事实、前后结果和条款。`,
      en: 'Compared by what they decide, not by their words: the fewest facts that show each difference, both answers, and the clauses.',
    },
    label: { zh: '政策比较', en: 'Comparison' },
    sections: [overview(comparison, names), ...sections],
  };
}

interface Names {
  readonly a: Words;
  readonly b: Words;
}

function nameBoth({ a, b }: { readonly a: Policy; readonly b: Policy }): Names {
  const name = ({ manifest: { district, version, id } }: Policy): Words => ({ zh: `${district.titleZh} ${version}`, en: id });
  return { a: name(a), b: name(b) };
}

function overview({ questions, differences, seed }: Comparison, names: Names): Section {
  const table: Table = {
    block: 'table',
    caption: { zh: `共 ${differences.length} 处不同`, en: counted(differences.length, 'difference') },
    columns: [{ zh: '问题', en: 'Question' }, names.a, names.b, { zh: '不同', en: 'Differences' }, { zh: '比较的依据', en: 'Basis' }],
    widths: [18, 16, 16, 12, 38],
    rows: questions.map((compared) => {
      const count = differences.filter(
        ({ question, alsoIn }) => question === compared.question || alsoIn.includes(compared.question),
      ).length;
      return {
        cells: [
          [{ zh: [{ text: QUESTION_TITLES[compared.question].zh, to: `question-${compared.question}` }], en: '' }],
          [bare(ANSWERING_WORDS[compared.a].zh)],
          [bare(ANSWERING_WORDS[compared.b].zh)],
          [bare(count === 0 ? '—' : `${count} 处`)],
          [line(basisInWords(compared, count, seed))],
        ],
      };
    }),
  };
  return { id: 'overview', title: { zh: '一览', en: 'Overview' }, blocks: [table], sections: [] };
}

function unknownFactsBlocks(
  { onlyA, onlyB, basis }: ComparedQuestion,
  { a, b }: { readonly a: Policy; readonly b: Policy },
  names: Names,
): Block[] {
  if (basis === 'one-sided') return [];
  const say = (policy: Policy, facts: readonly string[], other: Words): Block[] =>
    facts.length === 0
      ? []
      : [
          text(
            line({
              zh: `${other.zh}不问以下事实，比较时视为不知道：${facts.map((name) => policy.facts[name]!.titleZh).join('、')}。`,
              en: `Not asked by ${other.en}, unknown to it here: ${facts.join(', ')}.`,
            }),
            'note',
          ),
        ];
  return [...say(a, onlyA, names.b), ...say(b, onlyB, names.a)];
}

const KIND_WORDS: Readonly<Record<Difference['kind'], Words>> = {
  'decided-differently': { zh: '判定不同', en: 'decided differently' },
  'matter-only-in-one': { zh: '只有一方规定此事项', en: 'only one side has the matter' },
  'question-only-in-one': { zh: '只有一方回答此问题', en: 'only one side answers' },
};

function differenceBlock(difference: Difference, id: string, names: Names): Block {
  const { conditions, parts, before, after, alsoIn, asOf } = difference;
  const where =
    conditions.length === 0
      ? { zh: '任何情形', en: 'In every case' }
      : { zh: conditions.map(({ zh }) => zh).join('，'), en: conditions.map(({ en }) => en).join(', ') };
  const table: Table = {
    block: 'table',
    caption: { zh: `例：查询日 ${asOf}`, en: `e.g. asked about ${asOf}` },
    columns: [{ zh: '结果', en: 'Outcome' }, names.a, names.b],
    widths: [30, 35, 35],
    rows: parts.map(({ title, beforeWords, afterWords }) => ({ cells: [[line(title)], [line(beforeWords)], [line(afterWords)]] })),
  };
  return {
    block: 'entry',
    id: `difference-${id}`,
    title: where,
    marks: [KIND_WORDS[difference.kind].zh],
    blocks: [
      table,
      sourceBlock(names.a, before),
      sourceBlock(names.b, after),
      ...(alsoIn.length === 0
        ? []
        : [
            text(
              line({
                zh: `同一处改动还影响：${alsoIn.map((question) => QUESTION_TITLES[question].zh).join('、')}`,
                en: `The same change also shows in: ${alsoIn.join(', ')}`,
              }),
              'note',
            ),
          ]),
    ],
  };
}

function sourceBlock({ zh }: Words, { rules, unknownFacts }: SideAnswer): Block {
  const said = rules.length === 0 ? '无相应规则' : rules.map(ruleText).join('；');
  const unknown = unknownFacts.length === 0 ? '' : `（不问 ${unknownFacts.join('、')}）`;
  return text(bare(`${zh}：${said}${unknown}`), 'source');
}

/** A rule with its clauses, as a source. */
export const ruleText = ({ title, cited }: Responsible): string => `${title.zh}${cited === '' ? '' : `（${cited}）`}`;
