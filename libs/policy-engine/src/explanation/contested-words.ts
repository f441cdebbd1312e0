import type { Decision } from '@guicheng/policy-model';
import { endless, statusWords } from '../page/contested.ts';
import type { Words } from '../wording/value-words.ts';
import { citationWords } from './citations.ts';
import type { EvaluatedQuestion } from './evaluated.ts';
import { fieldFigure } from './field-figure.ts';
import type { Figure } from './figure.ts';
import { quotedZh } from './statements.ts';
import { voiceOf } from './voice.ts';
import { fieldSaid } from './outcome-said.ts';

/** The figures that the other readings would give. */
export function contestedFigures(evaluated: EvaluatedQuestion, { contested }: Decision): Figure[] {
  const contests = evaluated.results.flatMap(({ holding }) => holding.flatMap((one) => one.contested));
  return contested.flatMap(({ clause, reading }) => {
    const contest = contests.find(({ source }) => source.clause === clause && source.readingZh === reading);
    const figures = contest?.fields.flatMap((field) => fieldFigure(evaluated, field, [clause])) ?? [];
    return figures.map(({ of, ...figure }) => ({ ...figure, of: { zh: `${of.zh}（另一种理解）`, en: `${of.en} (the other reading)` } }));
  });
}

/** The closing sentences: which clauses can be read two ways, the reading taken, and what the other would give. */
export function contestedWords({ compiled: { policy }, question, results }: EvaluatedQuestion, decision: Decision): Words[] {
  const labels = voiceOf(policy).labels;
  const readings = [
    ...results.flatMap(({ holding }) => holding.flatMap(({ contested }) => contested.map(({ source }) => source))),
    ...policy.manifest.contested,
  ];
  return decision.contested.map(({ clause, reading, alternative }) => {
    const english = readings.find((one) => one.clause === clause && one.readingZh === reading)?.readingEn ?? reading;
    const { status, ...fields } = alternative;
    const other = [
      ...(typeof status === 'string' ? [statusWords(status)] : []),
      ...Object.entries(fields).map(([name, value]) => fieldSaid(policy, question.question, labels, name, value)),
    ];
    const cited = citationWords(policy, [clause]);
    const otherwise =
      other.length === 0
        ? { zh: '结果不同', en: 'another answer' }
        : {
            zh: other.map(({ zh }) => zh).join('，'),
            en: other.map(({ en }) => en).join('; '),
          };
    return {
      zh: `${cited.zh}可作两种理解：本系统采用${quotedZh(endless(reading))}；按另一种理解，${otherwise.zh}。`,
      en: `${cited.en} can be read two ways: taken here is “${endless(english)}”; the other reading would give: ${otherwise.en}.`,
    };
  });
}
