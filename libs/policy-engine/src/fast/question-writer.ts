import type { CompiledQuestion, CompiledRule } from '../compiled-policy.ts';
import type { Node } from '../node.ts';
import type { Bit, BitLayout, GroupBits } from './bit-layout.ts';
import { ModuleWriter } from './module-writer.ts';
import { ownCondition } from './own-condition.ts';
import { UnitWriter } from './unit-writer.ts';
import type { FactLayout } from './fact-row.ts';

/** Groups of so many nodes together make one function: V8 does not optimise a function of more than 60 KB of bytecode. */
const NODES_OF_A_FUNCTION = 1_500;

/** Generated code, the values it refers to, and what its functions are for. */
export interface QuestionCode {
  readonly text: string;
  readonly constants: readonly unknown[];
  readonly memoSize: number;
  /** The expressions that the code's `values` give, by place. */
  readonly values: readonly Node[];
}

/** Writes a question as JavaScript: one function that leaves in words which rules apply, and one for each outcome that is computed. */
export function writeQuestion(question: CompiledQuestion, layout: FactLayout, bits: BitLayout): QuestionCode {
  const module = new ModuleWriter(layout);
  const contradictions = module.evaluator('X', anyOf(question.contradictions.map(({ when }) => when)));
  const begun = new Set<number>();
  const units = chunks(bits.groups).map((groups, index) => writeGroups(module, `U${index}`, groups, begun));
  const values = computedFields(question);
  const evaluators = values.map((node, index) => module.evaluator(`V${index}`, node));
  const constants = module.constants.values.map((_, index) => `const k${index}=k[${index}];`);
  const text = [
    ...constants,
    ...module.functions,
    `function run(f,asOf,m,w){\nif(${contradictions}(f,asOf,m)===true)return false;\n${units.map((unit) => `${unit}(f,asOf,m,w);`).join('\n')}\nreturn true;\n}`,
    `return {run,values:[${evaluators.join(',')}]};`,
  ].join('\n');
  return { text, constants: module.constants.values, memoSize: module.memoSize, values };
}

/** True as soon as one condition is; only that matters, so that unknown may come out as false. */
const anyOf = (conditions: readonly Node[]): Node => ({
  form: 'or',
  args: conditions,
  type: { kind: 'boolean', nullable: false },
  run: () => undefined,
});

/** `begun`: words that an earlier function has begun to fill; the others begin at zero here. */
function writeGroups(module: ModuleWriter, name: string, groups: readonly GroupBits[], begun: Set<number>): string {
  const unit = new UnitWriter(module, groups.flatMap(nodesOf));
  const words = [...new Set(groups.flatMap(bitsOf).map(({ word }) => word))];
  const body = groups.map((group) => groupText(unit, group)).join('\n');
  module.add(
    [
      `function ${name}(f,asOf,m,w){`,
      unit.head,
      `let x,g,${words.map((word) => (begun.has(word) ? `w${word}=w[${word}]` : `w${word}=0`)).join(',')};`,
      body,
      ...words.map((word) => `w[${word}]=w${word};`),
      '}',
    ].join('\n'),
  );
  for (const word of words) begun.add(word);
  return name;
}

function groupText(unit: UnitWriter, bits: GroupBits): string {
  const { group, isActive, isActiveOpen, rules } = bits;
  const inside = group.order.map((index) => ruleText(unit, bits, group.rules[index]!, index)).join('\n');
  if (group.when === undefined || isActive === undefined || isActiveOpen === undefined)
    return rules.length === 0 ? '' : `g=true;\n${inside}`;
  return `g=${unit.value(group.when)};\nif(g!==false){\nif(g===true)${set(isActive)}else ${set(isActiveOpen)}\n${inside}\n}`;
}

function ruleText(unit: UnitWriter, { group, rules }: GroupBits, rule: CompiledRule, index: number): string {
  const { applies, open, contests } = rules[index]!;
  const exceptions = rule.exceptions.map((exception) => rules[exception]!);
  const isOpen = exceptions.map((exception) => `||${test(exception.open)}`).join('');
  const readings = [...contests].map(([{ when }, bit]) => `if(${unit.value(when!)}===true)${set(bit)}`).join('\n');
  const standing = `if(x===undefined||g===undefined${isOpen})${set(open)}else{${set(applies)}\n${readings}}`;
  const undisplaced =
    exceptions.length === 0 ? standing : `if(!(${exceptions.map((exception) => test(exception.applies)).join('||')})){${standing}}`;
  const judged = `x=${unit.value(ownCondition(rule, group))};\nif(x!==false){${undisplaced}}`;
  if (rule.ifStated.length === 0) return judged;
  return `if(${rule.ifStated.map((name) => `${unit.fact(name)}!==undefined`).join('&&')}){${judged}}`;
}

const set = ({ word, mask }: Bit): string => `w${word}|=${mask};`;
const test = ({ word, mask }: Bit): string => `(w${word}&${mask})!==0`;

const nodesOf = ({ group }: GroupBits): Node[] => [
  ...(group.when === undefined ? [] : [group.when]),
  ...group.rules.flatMap((rule) => [
    ownCondition(rule, group),
    ...rule.contested.flatMap(({ when }) => (when === undefined ? [] : [when])),
  ]),
];

const bitsOf = ({ isActive, isActiveOpen, rules }: GroupBits): Bit[] => [
  ...(isActive === undefined || isActiveOpen === undefined ? [] : [isActive, isActiveOpen]),
  ...rules.flatMap(({ applies, open, contests }) => [applies, open, ...contests.values()]),
];

function chunks(groups: readonly GroupBits[]): GroupBits[][] {
  const found: GroupBits[][] = [];
  let size = Infinity;
  for (const group of groups) {
    const own = nodesOf(group).reduce((sum, node) => sum + nodeCount(node), 0);
    if (size + own > NODES_OF_A_FUNCTION) {
      found.push([]);
      size = 0;
    }
    found.at(-1)!.push(group);
    size += own;
  }
  return found;
}

const nodeCount = (node: Node): number => ('args' in node ? node.args.reduce((sum, arg) => sum + nodeCount(arg), 1) : 1);

/** Everything that outcomes and contested readings compute. */
function computedFields({ groups }: CompiledQuestion): Node[] {
  const consequences = groups.flatMap(({ rules, otherwise }) => [...rules, ...(otherwise === undefined ? [] : [otherwise])]);
  const fields = consequences.flatMap(({ fields: own, contested }) => [...own, ...contested.flatMap((contest) => contest.fields)]);
  return [...new Set(fields.map(({ node }) => node).filter(({ form }) => form !== 'literal'))];
}
