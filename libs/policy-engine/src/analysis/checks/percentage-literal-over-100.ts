import type { Node } from '../../node.ts';
import type { Check, Subject } from '../check.ts';
import type { Draft } from '../finding.ts';
import { placedNodes } from '../placed-nodes.ts';
import { definitionPointer, eachRule } from '../rule-places.ts';

/** A hundred per cent in millionths. */
const HUNDRED_PERCENT = 100_000_000;

/** Percentages written in the rules that exceed a hundred. */
export const percentageLiteralOver100: Check = {
  code: 'percentage-literal-over-100',
  severity: 'warning',
  meansZh: '规则中写了超过 100 % 的百分比',
  meansEn: 'a percentage above 100 % stands in the rules',
  looksAtWholePack: true,
  run: (subject) => [...inDefinitions(subject), ...inRules(subject)],
};

const over = (node: Node, pointer: string): string[] =>
  [...placedNodes(node, pointer)].flatMap(({ node: part, pointer: place }) =>
    part.form === 'literal' && part.type.kind === 'percent' && (part.value as number) > HUNDRED_PERCENT ? [place] : [],
  );

const inRules = eachRule(({ rule, own, pointer, zh, en }) =>
  [...over(own, `${pointer}/when`), ...rule.fields.flatMap(({ name, node }) => over(node, `${pointer}/then/${name}`))].map((place) => ({
    pointer: place,
    detail: place.slice(pointer.length),
    zh: `${zh}写有超过 100 % 的百分比。`,
    en: `A percentage above 100 % stands in ${en}.`,
  })),
);

const inDefinitions = ({ compiled }: Subject): Draft[] =>
  [...compiled.definitions].flatMap(([name, { body }]) =>
    over(body, `${definitionPointer(name)}/is`).map((pointer) => ({
      place: `definitions/${name}`,
      pointer,
      clauses: compiled.policy.definitions[name]!.cites,
      zh: `定义 ${name} 写有超过 100 % 的百分比。`,
      en: `A percentage above 100 % stands in the definition "${name}".`,
    })),
  );
