import { factsRead } from '../../facts-read.ts';
import { eachRule } from '../rule-places.ts';
import type { Check } from '../check.ts';

/** `ifStated` on facts that neither the rule's condition nor its result reads. */
export const ifStatedNotRead: Check = {
  code: 'if-stated-not-read',
  severity: 'note',
  meansZh: 'ifStated 所列事实，规则的条件和结论都不读取',
  meansEn: 'ifStated names a fact that neither the rule’s condition nor its result reads',
  run: eachRule(({ rule, zh, en }) => {
    const read = new Set([rule.when, ...rule.fields.map(({ node }) => node)].flatMap((node) => [...factsRead(node)]));
    return rule.ifStated
      .filter((name) => !read.has(name))
      .map((name) => ({
        detail: name,
        zh: `${zh}的 ifStated 列有 ${name}，规则却不读取它。`,
        en: `${en} has ifStated "${name}" and does not read it.`,
      }));
  }),
};
