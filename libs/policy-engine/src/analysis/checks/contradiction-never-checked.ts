import { at } from '@guicheng/policy-model';
import type { Check } from '../check.ts';

/** Contradictions whose facts no question takes together. */
export const contradictionNeverChecked: Check = {
  code: 'contradiction-never-checked',
  severity: 'warning',
  meansZh: '没有一个问题同时接受矛盾所列的全部事实，它从不被核对',
  meansEn: 'no question takes all the facts of the contradiction: it is never checked',
  looksAtWholePack: true,
  run: ({ compiled, questions }) =>
    compiled.contradictions.flatMap(({ source }, index) =>
      questions.some(({ rules }) => rules.contradictions.some((one) => one.source === source))
        ? []
        : [
            {
              place: `contradictions/${source.id}`,
              pointer: at('/contradictions', index),
              clauses: source.cites,
              zh: `矛盾“${source.titleZh}”（${source.id}）在任何问题中都不被核对。`,
              en: `No question checks the contradiction "${source.id}".`,
            },
          ],
    ),
};
