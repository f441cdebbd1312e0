import type { Path } from '../../cells/paths.ts';
import { periodStarts } from '../../cells/period-starts.ts';
import type { CompiledContest, CompiledField, CompiledGroup, CompiledRule, Consequence } from '../../compiled-policy.ts';
import { evaluateGroup, onlyRepeats, type GroupResult } from '../../group-evaluation.ts';
import type { Evaluation } from '../../node.ts';
import { RuleFault } from '../../rule-fault.ts';
import { isRatio, sameValue } from '../../value.ts';
import type { Witness } from '../finding.ts';

/** Where a look notes what it sees. */
export interface Notes {
  readonly note: (what: string, witness: Witness) => void;
}

type Seen = Pick<Path, 'facts' | 'asOf' | 'evaluation'>;

/** A hundred per cent in millionths. */
const HUNDRED_PERCENT = 100_000_000;

/**
 * Notes everything that one path of a group shows; the words of the notes are those that the checks ask for. Gives whether a rule answers; a group
 * that is not asked is answered.
 */
export function look(group: CompiledGroup, { facts, asOf, evaluation }: Seen, seen: Notes): boolean {
  const witness = { facts, asOf };
  try {
    const result = evaluateGroup(group, evaluation);
    lookAtGroup(group, result, { facts, asOf, evaluation }, seen);
    for (const [index, rule] of group.rules.entries()) lookAtRule(group, result, rule, index, { facts, asOf, evaluation }, seen);
    for (const consequence of result.holding) lookAtConsequence(consequence, result, { facts, asOf, evaluation }, seen);
    return result.isActive !== true || result.open.length > 0 || result.standings.includes('applies');
  } catch (cause) {
    if (!(cause instanceof RuleFault)) throw cause;
    seen.note(`fault ${cause.code}`, witness);
    return true;
  }
}

function lookAtGroup(group: CompiledGroup, result: GroupResult, { evaluation, ...witness }: Seen, seen: Notes): void {
  if (result.isActive !== undefined) seen.note(result.isActive ? 'active' : 'inactive', witness);
  if (result.conflict !== undefined) seen.note(`conflict ${result.conflict[0].id} ${result.conflict[1].id}`, witness);
  if (result.isActive === true && result.holding.length === 0 && result.open.length === 0) seen.note('nothing', witness);
  if (group.otherwise !== undefined && result.holding.includes(group.otherwise)) seen.note('otherwise', witness);
  for (const [index, one] of result.holding.entries())
    for (const other of result.holding.slice(index + 1))
      for (const field of one.fields) {
        const same = other.fields.find(({ name }) => name === field.name);
        if (same !== undefined && !sameValue(field.node.run(evaluation), same.node.run(evaluation)))
          seen.note(`clash ${field.name} ${one.id} ${other.id}`, witness);
      }
}

function lookAtRule(
  group: CompiledGroup,
  result: GroupResult,
  rule: CompiledRule,
  index: number,
  { evaluation, ...witness }: Seen,
  seen: Notes,
): void {
  const standing = result.standings[index]!;
  if (standing === 'open' && result.isActive === true) seen.note(`open ${rule.id}`, witness);
  if (standing === 'fails' && result.isActive === true && rule.ifStated.every((name) => name in evaluation.facts))
    seen.note(`fails ${rule.id}`, witness);
  if (standing === 'applies') seen.note(`holds ${rule.id}`, witness);
  // An exception displaces a rule of which it is not known yet whether it holds, too.
  if (standing !== 'displaced' || rule.when.run(evaluation) !== true) return;
  seen.note(`holds ${rule.id}`, witness);
  seen.note(`displaced ${rule.id}`, witness);
  for (const other of rule.exceptions) {
    if (result.standings[other] !== 'applies') continue;
    const exception = group.rules[other]!;
    seen.note(`bites ${exception.id} ${rule.id}`, witness);
    if (!says(exception, rule, evaluation) || !says(rule, exception, evaluation)) seen.note(`changes ${exception.id} ${rule.id}`, witness);
  }
}

/** Whether one consequence says everything that the other says, on these facts. */
const says = (one: Consequence, other: Consequence, evaluation: Evaluation): boolean =>
  onlyRepeats(other, [one], evaluation) &&
  other.contested.length === 0 &&
  other.adds.every(([field, codes]) => codes.every((code) => one.adds.some(([name, given]) => name === field && given.includes(code))));

function lookAtConsequence(consequence: Consequence, { holding }: GroupResult, { evaluation, ...witness }: Seen, seen: Notes): void {
  const { id } = consequence;
  seen.note(`applies ${id}`, witness);
  if (!holding.some((other) => other !== consequence && says(other, consequence, evaluation))) seen.note(`needed ${id}`, witness);
  for (const field of consequence.fields) lookAtField(id, field, { ...witness, evaluation }, seen);
  for (const [index, contest] of consequence.contested.entries()) {
    if (contest.when !== undefined && contest.when.run(evaluation) !== true) continue;
    seen.note(`contested ${id} ${index}`, witness);
    seen.note(`${isOurs(contest, consequence, evaluation) ? 'same' : 'other'}-reading ${id} ${index}`, witness);
  }
}

function lookAtField(id: string, { name, node, definition }: CompiledField, { evaluation, ...witness }: Seen, seen: Notes): void {
  const value = node.run(evaluation);
  if (value === undefined) return;
  seen.note(typeof value === 'string' ? `gives ${id} ${name} ${value}` : `gives ${id} ${name} *`, witness);
  if (Array.isArray(value) && new Set(value).size < value.length) seen.note(`repeats ${id} ${name}`, witness);
  if (typeof value === 'number' && value < 0 && definition.type !== 'date') seen.note(`negative ${id} ${name}`, witness);
  const isOver = isRatio(value) ? value.part > value.whole : definition.type === 'percent' && (value as number) > HUNDRED_PERCENT;
  if (isOver) seen.note(`over-100 ${id} ${name}`, witness);
  if (definition.type !== 'date' || value === null) return;
  for (const start of periodStarts(node)) {
    const day = start.run(evaluation);
    if (typeof day === 'number' && (value as number) < day) seen.note(`early ${id} ${name}`, witness);
  }
}

/** Whether the other reading comes to what ours comes to. */
const isOurs = ({ status, fields }: CompiledContest, ours: Consequence, evaluation: Evaluation): boolean =>
  (status === undefined || status === ours.status) &&
  fields.every(({ name, node }) => {
    const field = ours.fields.find((each) => each.name === name);
    return field !== undefined && sameValue(node.run(evaluation), field.node.run(evaluation));
  });
