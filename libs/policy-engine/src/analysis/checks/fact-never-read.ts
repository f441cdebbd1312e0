import { at, type Policy } from '@guicheng/policy-model';
import { factsRead } from '../../facts-read.ts';
import { scopeOf } from '../../cells/space.ts';
import type { Check, Subject } from '../check.ts';
import type { Draft } from '../finding.ts';

/** Facts that a pack declares and nothing of it reads. */
export const factNeverRead: Check = {
  code: 'fact-never-read',
  severity: 'note',
  meansZh: '声明了事实，但没有规则、定义或矛盾读取它',
  meansEn: 'a declared fact that no rule, definition or contradiction reads',
  looksAtWholePack: true,
  run: (subject) => {
    const read = readAnywhere(subject);
    return Object.keys(subject.compiled.policy.facts)
      .filter((name) => !read.has(name))
      .map((name) => draftOf(subject.compiled.policy, name));
  },
};

function readAnywhere({ questions, compiled }: Subject): ReadonlySet<string> {
  const read = new Set<string>();
  for (const { rules } of questions) {
    const { nodes, optionalFacts, contradictions } = scopeOf(rules);
    for (const node of [...nodes, ...contradictions.map(({ when }) => when)]) factsRead(node, read);
    for (const name of optionalFacts) read.add(name);
  }
  for (const { body } of compiled.definitions.values()) factsRead(body, read);
  return read;
}

const draftOf = ({ facts }: Policy, name: string): Draft => ({
  place: `facts/${name}`,
  pointer: at('/facts', name),
  clauses: [],
  zh: `事实“${facts[name]!.titleZh}”（${name}）没有任何规则读取。`,
  en: `Nothing reads the fact "${name}".`,
});
