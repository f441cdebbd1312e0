import { at } from '@guicheng/policy-model';
import { spaceOf } from '../../cells/representatives.ts';
import type { Check } from '../check.ts';
import type { Draft } from '../finding.ts';
import { search } from '../search.ts';

/** Contradictions that no facts make true. */
export const contradictionNeverHolds: Check = {
  code: 'contradiction-never-holds',
  severity: 'error',
  meansZh: '矛盾条件在任何情形下都不成立',
  meansEn: 'a contradiction that no facts make true',
  looksAtWholePack: true,
  run: ({ compiled, mostSteps }) =>
    compiled.contradictions.flatMap(({ source, when }, index): Draft[] => {
      const space = spaceOf(compiled, { nodes: [when], optionalFacts: new Set(), contradictions: [] });
      const { witness, basis } = search(space, [when], (evaluation) => when.run(evaluation) === true, { most: mostSteps });
      if (witness !== undefined) return [];
      return [
        {
          place: `contradictions/${source.id}`,
          pointer: at('/contradictions', index),
          basis,
          clauses: source.cites,
          zh: `矛盾“${source.titleZh}”（${source.id}）从不成立。`,
          en: `The contradiction "${source.id}" never holds.`,
        },
      ];
    }),
};
