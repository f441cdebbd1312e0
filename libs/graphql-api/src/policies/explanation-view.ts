import type { Answer } from '@guicheng/application';
import { clauseViews } from './clause-view.ts';
import { typedValueView } from './typed-value-view.ts';

type Explanation = ReturnType<Answer['explanation']>;
type Figure = Explanation['figures'][number];

/** `ValueSource` of the schema. */
export const sourceView = (source: Figure['source']) => ({
  kind: source.kind,
  name: 'name' in source ? source.name : null,
  operator: 'operator' in source ? source.operator : null,
});

const figureView = ({ held }: Answer, { words, of, kind, value, unit, source, clauses }: Figure) => ({
  ofZh: of.zh,
  ofEn: of.en,
  zh: words.zh,
  en: words.en,
  value: typedValueView(kind, value),
  unit: unit ?? null,
  source: sourceView(source),
  clauses,
  citations: () => (held === undefined ? [] : clauseViews(held, clauses)),
});

/** `Explanation` of the schema. */
export const explanationView = (answer: Answer) => {
  const { zh, en, figures } = answer.explanation();
  return { zh, en, figures: figures.map((figure) => figureView(answer, figure)) };
};
