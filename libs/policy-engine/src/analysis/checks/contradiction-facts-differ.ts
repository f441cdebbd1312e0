import { at } from '@guicheng/policy-model';
import { factsRead } from '../../facts-read.ts';
import type { Check } from '../check.ts';

/** Contradictions that name other facts than their condition reads. */
export const contradictionFactsDiffer: Check = {
  code: 'contradiction-facts-differ',
  severity: 'note',
  meansZh: '矛盾所列的事实与其条件读取的不一致',
  meansEn: 'a contradiction names other facts than its condition reads',
  looksAtWholePack: true,
  run: ({ compiled }) =>
    compiled.contradictions.flatMap(({ source, when }, index) => {
      const read = factsRead(when);
      const differing = [...[...read].filter((name) => !source.facts.includes(name)), ...source.facts.filter((name) => !read.has(name))];
      return differing.length === 0
        ? []
        : [
            {
              place: `contradictions/${source.id}`,
              pointer: at('/contradictions', index, 'facts'),
              clauses: source.cites,
              zh: `矛盾“${source.titleZh}”（${source.id}）所列事实与条件读取的不一致：${differing.join('、')}。`,
              en: `The contradiction "${source.id}" does not name the facts that its condition reads: ${differing.join(', ')}.`,
            },
          ];
    }),
};
