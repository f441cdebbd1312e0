import type { Answer } from '@guicheng/application';
import { clauseViews } from './clause-view.ts';
import { sourceView } from './explanation-view.ts';
import { typedValueView } from './typed-value-view.ts';

type Group = ReturnType<Answer['tree']>[number];
type Part = NonNullable<Group['rules'][number]['condition']>;

/** Parts in a list, each once; positions stand for the parts themselves. */
class NodeList {
  readonly nodes: Readonly<Record<string, unknown>>[] = [];
  readonly #known = new Map<Part, number>();

  constructor(private readonly answer: Answer) {}

  /** The part's position; puts it and what it is made of on the list. */
  at(part: Part, parent: number | null = null): number {
    const known = this.#known.get(part);
    if (known !== undefined) return known;
    const index = this.nodes.length;
    this.#known.set(part, index);
    const parts: number[] = [];
    this.nodes.push({ index, parent, parts, ...this.#view(part) });
    for (const inner of part.parts) parts.push(this.at(inner, index));
    return index;
  }

  #view({ form, words, reached, truth, kind, value, valueWords, unit, source }: Part) {
    const fact = source.kind === 'fact' ? this.answer.held?.policy.facts[source.name] : undefined;
    return {
      form,
      zh: words.zh,
      en: words.en,
      reached,
      holds: truth ?? null,
      value: value === undefined ? null : () => typedValueView(kind, value, fact?.fields),
      valueZh: valueWords?.zh ?? null,
      valueEn: valueWords?.en ?? null,
      unit: unit ?? null,
      source: sourceView(source),
    };
  }
}

/** `TraceTree` of the schema. */
export const traceTreeView = (answer: Answer) => {
  const { held } = answer;
  const list = new NodeList(answer);
  const groups = answer.tree();
  const rules = groups.flatMap(({ group, rules: inGroup }) =>
    inGroup.map(({ condition, gives, ...rule }) => ({
      ...rule,
      group,
      citations: () => (held === undefined ? [] : clauseViews(held, rule.clauses)),
      condition: condition === undefined ? null : list.at(condition),
      gives: gives.map(({ field, titleZh, value }) => ({ field, titleZh, node: list.at(value) })),
    })),
  );
  return {
    __typename: 'TraceTree' as const,
    groups: groups.map(({ group, titleZh, titleEn }) => ({ group, titleZh, titleEn })),
    rules,
    nodes: list.nodes,
  };
};
