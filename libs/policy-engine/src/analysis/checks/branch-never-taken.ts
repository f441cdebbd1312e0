import { guardedFacts } from '../../cells/guarded-facts.ts';
import { spaceOf } from '../../cells/representatives.ts';
import type { Space } from '../../cells/space.ts';
import type { Node } from '../../node.ts';
import type { Check, Subject } from '../check.ts';
import type { Draft } from '../finding.ts';
import { all, not, placedNodes } from '../placed-nodes.ts';
import { definitionPointer, eachRule, type Remark } from '../rule-places.ts';
import { search } from '../search.ts';

/** Branches of an `if`, in a definition or a result, that no facts lead to. */
export const branchNeverTaken: Check = {
  code: 'branch-never-taken',
  severity: 'warning',
  meansZh: '“如果……”的某个分支从不被采用',
  meansEn: 'a branch of an “if” that no facts lead to',
  looksAtWholePack: true,
  run: (subject) => [...inDefinitions(subject), ...inRules(subject)],
};

const inRules = eachRule(({ subject, group, rule, pointer, zh, en }) =>
  group.seen.has(`applies ${rule.id}`)
    ? rule.fields.flatMap(({ name, node }) =>
        deadBranches(node, `${pointer}/then/${name}`, (path) =>
          isDead(group.space, [rule.when, ...path], subject.mostSteps, rule.ifStated),
        ).map((place): Remark => ({
          basis: 'all-cells',
          pointer: place,
          detail: place.slice(pointer.length),
          zh: `${zh}：结果 ${name} 的这一分支从不被采用。`,
          en: `In ${en} this branch of "${name}" is never taken.`,
        })),
      )
    : undefined,
);

function inDefinitions({ compiled, mostSteps }: Subject): Draft[] {
  return [...compiled.definitions].flatMap(([name, { body }]) => {
    const { titleZh, cites } = compiled.policy.definitions[name]!;
    const space = spaceOf(compiled, { nodes: [body], optionalFacts: new Set(), contradictions: [] });
    const pointer = definitionPointer(name);
    return deadBranches(body, `${pointer}/is`, (path) => isDead(space, path, mostSteps, [])).map((place) => ({
      place: `definitions/${name} ${place.slice(pointer.length)}`,
      pointer: place,
      basis: 'all-cells' as const,
      clauses: cites,
      zh: `定义“${titleZh}”（${name}）的这一分支从不被采用。`,
      en: `This branch of the definition "${name}" is never taken.`,
    }));
  });
}

/** Whether it is settled that conditions never hold together. Those that are guarded elsewhere cannot be judged by themselves. */
function isDead(space: Space, path: readonly Node[], most: number, first: readonly string[]): boolean {
  const node = all(path);
  if (guardedFacts(node).size > 0) return false;
  const { witness, basis } = search(space, [node], (evaluation) => node.run(evaluation) === true, { most, first });
  return witness === undefined && basis === 'all-cells';
}

/** Pointers of the branches to which nothing leads. `isNeverPassed`: whether the conditions that lead to a branch never hold together. */
function deadBranches(node: Node, pointer: string, isNeverPassed: (path: readonly Node[]) => boolean): string[] {
  return [...placedNodes(node, pointer)].flatMap(({ node: part, pointer: place }) => {
    if (part.form !== 'if') return [];
    const last = part.args.length - 1;
    const branches = part.args.flatMap((_, index) => (index % 2 === 1 || index === last ? [index] : []));
    return branches.flatMap((branch) => {
      const conditions = part.args.slice(0, branch).filter((_, index) => index % 2 === 0);
      const path = conditions.map((condition, index) => (branch !== last && index === conditions.length - 1 ? condition : not(condition)));
      return isNeverPassed(path) ? [`${place}/if/${branch}`] : [];
    });
  });
}
