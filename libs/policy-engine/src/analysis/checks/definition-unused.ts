import { scopeOf } from '../../cells/space.ts';
import type { Node } from '../../node.ts';
import type { Check } from '../check.ts';
import { definitionPointer } from '../rule-places.ts';

/** Definitions that neither rules nor definitions nor contradictions refer to. */
export const definitionUnused: Check = {
  code: 'definition-unused',
  severity: 'warning',
  meansZh: '定义没有被引用',
  meansEn: 'a definition that nothing refers to',
  looksAtWholePack: true,
  run: ({ compiled, questions }) => {
    const used = new Set<string>();
    const visit = (node: Node): void => {
      if (node.form === 'definition') {
        if (used.has(node.name)) return;
        used.add(node.name);
        visit(node.definition.body);
      } else if ('args' in node) node.args.forEach(visit);
    };
    for (const { rules } of questions) scopeOf(rules).nodes.forEach(visit);
    compiled.contradictions.forEach(({ when }) => visit(when));
    return Object.entries(compiled.policy.definitions)
      .filter(([name]) => !used.has(name))
      .map(([name, { titleZh, cites }]) => ({
        place: `definitions/${name}`,
        pointer: definitionPointer(name),
        clauses: cites,
        zh: `定义“${titleZh}”（${name}）没有被引用。`,
        en: `Nothing refers to the definition "${name}".`,
      }));
  },
};
