import type { CodeLabels, PackManifest, Policy } from '@guicheng/policy-model';
import type { Words } from '../wording/value-words.ts';
import { endless, statusWords } from './contested.ts';
import { bare, line, linked, text } from './lines.ts';
import type { Block, Line, Row, Section } from './page.ts';
import { citation, documentTitle, type PageContext } from './page-context.ts';
import { NATURE_TITLES, QUESTION_TITLES } from './titles.ts';

/** What the policy is: its documents, issuer and dates, and what it repeals. */
export function aboutSection(context: PageContext): Section {
  const { manifest } = context.policy;
  const row = (zh: string, en: string, ...cell: readonly Line[]): Row => ({ cells: [[line({ zh, en })], cell] });
  return {
    id: 'about',
    title: { zh: '文件概况', en: 'About' },
    blocks: [
      {
        block: 'table',
        caption: { zh: '这份政策是什么', en: 'What this policy is' },
        columns: [
          { zh: '项目', en: 'Item' },
          { zh: '内容', en: 'Content' },
        ],
        widths: [20, 80],
        rows: [
          row('地区', 'District', bare(manifest.district.titleZh)),
          row('性质', 'Nature', line(NATURE_TITLES[manifest.nature])),
          row(
            '文件',
            'Documents',
            ...manifest.documents.map((document) =>
              bare(`${documentTitle(document)}${document.number === null ? '（无文号）' : ` ${document.number}`}`),
            ),
          ),
          row('印发单位', 'Issuer', bare(manifest.issuerZh)),
          row('落款日期', 'Dated', line(dayWords(manifest.issuedOn, { zh: '未署日期', en: 'not dated' }))),
          row('施行日期', 'In force from', line(dayWords(manifest.effectiveFrom, absentStart(manifest)))),
          row('有效期至', 'In force until', line(dayWords(manifest.effectiveTo, absentEnd(manifest)))),
          row('日期依据', 'Source of the dates', linked(citation(context, manifest.datesCite))),
          row('废止的文件', 'Repeals', ...repealLines(manifest)),
          row('没有条款的问题', 'Questions it is silent on', silentLine(manifest)),
          row('规则包编号与摘要值', 'Pack and digest', bare(manifest.id), bare(context.digest)),
        ],
      },
      ...datesContested(context),
    ],
    sections: [],
  };
}

/** A day as print sets it. */
function dayWords(day: string | null, absent: Words): Words {
  if (day === null) return absent;
  const [year, month, date] = day.split('-').map(Number);
  return { zh: `${year} 年 ${month} 月 ${date} 日`, en: day };
}

const absentStart = ({ nature }: PackManifest): Words =>
  nature === 'consultation-draft'
    ? { zh: '征求意见稿，没有施行日期，不产生效力', en: 'a draft: no date, no effect' }
    : { zh: '未写明施行日期', en: 'no date given' };

const absentEnd = ({ nature }: PackManifest): Words => {
  if (nature === 'regulation') return { zh: '未写明，长期有效', en: 'open' };
  return nature === 'guidance' ? { zh: '未写明', en: 'no date given' } : { zh: '不适用', en: 'does not apply' };
};

const repealLines = ({ repeals }: PackManifest): Line[] =>
  repeals.length === 0
    ? [line({ zh: '无', en: 'none' })]
    : repeals.map(({ titleZh, number, held }) =>
        bare(`《${titleZh}》${number === null ? '' : ` ${number}`}（${held ? '本系统收录' : '本系统未收录'}）`),
      );

const silentLine = ({ silentOn }: PackManifest): Line =>
  silentOn.length === 0
    ? line({ zh: '无', en: 'none' })
    : line({
        zh: `${silentOn.map((question) => QUESTION_TITLES[question].zh).join('、')}：文本没有相应条款，一律答“未作规定”`,
        en: `${silentOn.map((question) => QUESTION_TITLES[question].en).join(', ')}: answered “not regulated”`,
      });

/** Readings of the dates that can be disputed. */
function datesContested(context: PageContext): Block[] {
  return context.policy.manifest.contested.map((reading, index) => ({
    block: 'contested',
    id: `contested-dates-${index + 1}`,
    lines: [
      linked(
        [{ text: '有争议', mark: 'contested' }, ' 施行日期可作两种理解：', ...citation(context, [reading.clause]), '。'],
        'The dates can be read two ways.',
      ),
      line({
        zh: `争议只出现在：${dayWords(reading.from, { zh: '', en: '' }).zh}至 ${dayWords(reading.to, { zh: '', en: '' }).zh}。`,
        en: `It matters from ${reading.from} through ${reading.to}.`,
      }),
      line({ zh: `本系统采用：${endless(reading.readingZh)}。`, en: `Taken: ${endless(reading.readingEn)}.` }),
      line(alternativeDates(context.policy, reading.alternative)),
    ],
  }));
}

function alternativeDates(policy: Policy, alternative: Readonly<Record<string, unknown>>): Words {
  const { status, detail } = alternative;
  const words = typeof status === 'string' ? statusWords(status) : { zh: '另有结论', en: 'another answer' };
  const labels: CodeLabels[] = Object.values(policy.outcomes).map((fields) => fields['detail']?.enum ?? {});
  const label = typeof detail === 'string' ? (labels.find((codes) => Object.hasOwn(codes, detail))?.[detail] ?? detail) : '';
  return {
    zh: `按另一种理解，结果将是：${words.zh}${label === '' ? '' : `（${label}）`}。`,
    en: `The other reading would give: ${words.en}${typeof detail === 'string' ? ` (${detail})` : ''}.`,
  };
}

/** Documents that the text refers to but that are not held, and what hangs on them. */
export function notHeldSection({ policy }: PageContext): Section | undefined {
  const { notHeld } = policy.manifest;
  if (notHeld.length === 0) return undefined;
  return {
    id: 'not-held',
    title: { zh: '未收录的文件', en: 'Documents not held' },
    blocks: [
      text(
        line({
          zh: '条文提到而本系统没有的文件。依赖它们的事项不作答，或者请填报人填写。',
          en: 'Named by the text, not held: what hangs on them is not answered, or is asked.',
        }),
        'note',
      ),
      {
        block: 'table',
        caption: { zh: '未收录的文件及所影响的事项', en: 'Documents not held and what depends on them' },
        columns: [
          { zh: '文件', en: 'Document' },
          { zh: '文号', en: 'Number' },
          { zh: '影响的事项', en: 'What depends on it' },
        ],
        widths: [42, 20, 38],
        rows: notHeld.map(({ titleZh, number, neededForZh }) => ({ cells: [[bare(titleZh)], [bare(number ?? '—')], [bare(neededForZh)]] })),
      },
    ],
    sections: [],
  };
}
