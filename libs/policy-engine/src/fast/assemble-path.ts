import type { Decision, JsonValue, Policy } from '@guicheng/policy-model';
import { printOutcome, withoutRepeats } from '../answer.ts';
import type { CompiledContest, Consequence } from '../compiled-policy.ts';
import { statusOf } from '../status.ts';
import { isSet, type Bit, type BitLayout } from './bit-layout.ts';
import { isSettled, partOf, type Check, type Places } from './part.ts';
import type { Path, PathAnswer, PathContest, PathField } from './path.ts';
import { settleGroup, type SettledGroup } from './settle-groups.ts';

/** No facts are missing. */
export const NOTHING: readonly never[] = Object.freeze([]);

/**
 * The answer that follows from how the rules came out: what `evaluateGroup` and `gatherAnswer` make of it, without evaluating anything.
 * undefined: no answer of this kind follows (something is open, or in conflict); closures then have to answer.
 */
export function assemblePath(policy: Policy, layout: BitLayout, places: Places, words: Int32Array): Path | undefined {
  const settled: SettledGroup[] = [];
  for (const bits of layout.groups) {
    const group = settleGroup(bits, words, places);
    if (group === undefined) return undefined;
    settled.push(group);
  }
  const fields = new Map<string, PathField>();
  const lists = new Map<string, readonly string[]>();
  const checks: Check[] = settled.flatMap((group) => group.checks);
  for (const [index, { isActive, holding }] of settled.entries()) {
    if (isActive) for (const list of layout.groups[index]!.group.source.lists ?? []) if (!lists.has(list)) lists.set(list, []);
    for (const { fields: own, adds } of holding) {
      for (const [field, codes] of adds) lists.set(field, [...new Set([...(lists.get(field) ?? []), ...codes])]);
      for (const field of own) {
        const { name, definition } = field;
        const part = partOf(field, places);
        const given = fields.get(name);
        if (given === undefined) fields.set(name, { name, definition, part });
        else {
          const check: Check = [given.part, part];
          const agrees = isSettled(check);
          if (agrees === false) return undefined;
          if (agrees === undefined) checks.push(check);
        }
      }
    }
  }
  const holding = settled.flatMap((group) => group.holding);
  const conditions = new Map(layout.groups.flatMap(({ rules }) => rules.flatMap(({ contests }) => [...contests])));
  const contests = holding.flatMap((consequence) => contestsOf(consequence, conditions, places, words));
  return completed({
    status: statusOf(holding),
    outcome: outcomeOf(fields, lists),
    computed: [...fields.values()].filter(isComputed),
    checks,
    blockers: Object.freeze(
      [...new Set(holding.flatMap(({ blockers }) => blockers))].map((code) =>
        Object.freeze({ code, strength: policy.blockers[code]!.strength }),
      ),
    ),
    warnings: Object.freeze([...new Set(holding.flatMap(({ warnings }) => warnings))].map((code) => Object.freeze({ code }))),
    because: Object.freeze(holding.map(({ id, cites }) => Object.freeze({ rule: id, clauses: cites }))),
    contests,
  });
}

const isComputed = (field: PathField): field is Path['computed'][number] => 'computed' in field.part;

/** Adds what is the same for all decisions of the path. */
function completed(path: Omit<Path, 'contested' | 'answer'>): Path {
  const { status, outcome, computed, checks, blockers, warnings, because, contests } = path;
  const contested = contests.some(({ fields }) => fields.length > 0)
    ? undefined
    : Object.freeze(
        withoutRepeats(contests.map(({ source, alternative }) => entryOf(source, alternative))).map((entry) => Object.freeze(entry)),
      );
  if (computed.length > 0 || checks.length > 0 || contested === undefined) return { ...path, contested, answer: undefined };
  const answer: PathAnswer = { status, outcome: Object.freeze(outcome), missingFacts: NOTHING, blockers, warnings, because, contested };
  return { ...path, contested, answer };
}

/** A contested reading as a decision shows it; `alternative` is what the other reading gives. */
export const entryOf = (
  source: CompiledContest['source'],
  alternative: Readonly<Record<string, JsonValue>>,
): Decision['contested'][number] => ({
  clause: source.clause,
  reading: source.readingZh,
  alternative,
});

function outcomeOf(fields: ReadonlyMap<string, PathField>, lists: ReadonlyMap<string, readonly string[]>): Record<string, JsonValue> {
  const outcome: Record<string, JsonValue> = {};
  for (const [name, { definition, part }] of fields)
    outcome[name] = 'literal' in part ? frozen(printOutcome(definition, part.literal)) : null;
  for (const [name, codes] of lists) outcome[name] = Object.freeze(codes);
  return outcome;
}

const frozen = <T>(value: T): T => (typeof value === 'object' && value !== null ? Object.freeze(value) : value);

function contestsOf(
  consequence: Consequence,
  conditions: ReadonlyMap<CompiledContest, Bit>,
  places: Places,
  words: Int32Array,
): PathContest[] {
  return consequence.contested.flatMap((contest) => {
    const condition = conditions.get(contest);
    if (condition !== undefined && !isSet(words, condition)) return [];
    const alternative: Record<string, JsonValue> = contest.status === undefined ? {} : { status: contest.status };
    const fields = contest.fields.map((field): PathField => ({
      name: field.name,
      definition: field.definition,
      part: partOf(field, places),
    }));
    const isWritten = fields.every(({ part }) => 'literal' in part);
    if (isWritten)
      for (const { name, definition, part } of fields)
        if ('literal' in part) alternative[name] = frozen(printOutcome(definition, part.literal));
    return [{ source: contest.source, alternative: Object.freeze(alternative), fields: isWritten ? [] : fields }];
  });
}
