import { at } from '@guicheng/policy-model';
import { scopeOf } from '../../cells/space.ts';
import { factsRead } from '../../facts-read.ts';
import type { Check } from '../check.ts';
import type { Draft } from '../finding.ts';

/** Facts declared for a question whose rules do not read them, though other questions do. */
export const factNotReadByQuestion: Check = {
  code: 'fact-not-read-by-question',
  severity: 'note',
  meansZh: '为某问题声明了事实，该问题的规则却不读取它（其他问题读取）',
  meansEn: 'a fact declared for a question whose rules do not read it, though another question’s do',
  run: ({ compiled: { policy }, questions }) => {
    const reads = questions.map(({ question, rules }) => {
      const { nodes, optionalFacts, contradictions } = scopeOf(rules);
      const names = new Set(optionalFacts);
      for (const node of [...nodes, ...contradictions.map(({ when }) => when)]) factsRead(node, names);
      return { question, names };
    });
    return Object.entries(policy.facts).flatMap(([name, fact]): Draft[] =>
      reads.some(({ names }) => names.has(name))
        ? reads
            .filter(({ question, names }) => fact.questions.includes(question) && !names.has(name))
            .map(({ question }) => ({
              place: `facts/${name} ${question}`,
              pointer: at('/facts', name),
              question,
              clauses: [],
              zh: `事实“${fact.titleZh}”（${name}）为问题“${question}”声明，该问题的规则并不读取。`,
              en: `The fact "${name}" is declared for "${question}", whose rules do not read it.`,
            }))
        : [],
    );
  },
};
