import { spaceOf } from '../../cells/representatives.ts';
import { factsRead } from '../../facts-read.ts';
import type { Check } from '../check.ts';
import type { Draft } from '../finding.ts';
import { definitionPointer } from '../rule-places.ts';
import { search } from '../search.ts';

/** Yes-or-no definitions that read facts and always come to the same. */
export const definitionConstant: Check = {
  code: 'definition-constant',
  severity: 'warning',
  meansZh: '是否类定义读取事实，但结果总相同',
  meansEn: 'a yes-or-no definition that reads facts and always comes to the same',
  looksAtWholePack: true,
  run: ({ compiled, mostSteps }) =>
    [...compiled.definitions].flatMap(([name, { body }]): Draft[] => {
      if (body.type.kind !== 'boolean' || factsRead(body).size === 0) return [];
      const space = spaceOf(compiled, {
        nodes: [body],
        optionalFacts: new Set(),
        contradictions: compiled.contradictions.filter(({ source }) => source.facts.every((fact) => factsRead(body).has(fact))),
      });
      const comesTo = (value: boolean) => search(space, [body], (evaluation) => body.run(evaluation) === value, { most: mostSteps });
      const [yes, no] = [comesTo(true), comesTo(false)];
      if (yes.witness !== undefined && no.witness !== undefined) return [];
      const { titleZh, cites } = compiled.policy.definitions[name]!;
      return [
        {
          place: `definitions/${name}`,
          pointer: definitionPointer(name),
          basis: yes.basis === 'sample' || no.basis === 'sample' ? 'sample' : 'all-cells',
          clauses: cites,
          zh: `定义“${titleZh}”（${name}）总${yes.witness === undefined ? '不成立' : '成立'}。`,
          en: `The definition "${name}" is always ${yes.witness === undefined ? 'false' : 'true'}.`,
        },
      ];
    }),
};
