import type { JsonValue } from '@guicheng/policy-model';
import { printOutcome } from '../answer.ts';
import type { CompiledContradiction, CompiledField, CompiledGroup, CompiledPolicy, Consequence } from '../compiled-policy.ts';
import { evaluateGroup, type GroupResult } from '../group-evaluation.ts';
import type { Evaluation } from '../node.ts';
import { statusOf } from '../status.ts';
import { sameValue, type Value } from '../value.ts';
import { consequencesOf } from './matter.ts';
import { partNames } from './part-names.ts';
import { unlessFault } from './unless-fault.ts';

/** A part of an answer that is certain: its value, printed, and what gives it. */
export interface Part {
  readonly printed: JsonValue;
  readonly value: Value | undefined;
  readonly field: CompiledField | undefined;
  /** Group and rule. */
  readonly by: readonly string[];
}

/** What is certain of one side's answer in one matter, and what is not yet. */
export interface Verdict {
  readonly parts: ReadonlyMap<string, Part>;
  readonly isOpen: (name: string) => boolean;
  readonly results: readonly GroupResult[];
  /** What holds instead, where a part is absent. */
  readonly instead: (name: string) => readonly string[];
}

const SETTLED: Omit<Verdict, 'parts'> = { isOpen: () => true, results: [], instead: () => [] };
const faulty = (code: string, by: readonly string[]): Verdict => ({
  ...SETTLED,
  parts: new Map([['fault', { printed: code, value: code, field: undefined, by }]]),
});

/** The path of a consequence inside a question. */
export const pathIn = ({ source, otherwise }: CompiledGroup, consequence: Consequence): string =>
  `${source.id}/${consequence === otherwise ? 'otherwise' : consequence.id}`;

/** What some groups of a policy make of facts. */
export function verdictOf(compiled: CompiledPolicy, groups: readonly CompiledGroup[], evaluation: Evaluation): Verdict {
  return unlessFault(
    () => settled(compiled, groups, evaluation),
    ({ code }) => faulty(code, []),
  );
}

function settled(compiled: CompiledPolicy, groups: readonly CompiledGroup[], evaluation: Evaluation): Verdict {
  const results = groups.map((group) => evaluateGroup(group, evaluation));
  const parts = new Map<string, { printed: JsonValue; value: Value | undefined; field: CompiledField | undefined; by: string[] }>();
  const open = new Set<string>();
  let isOpenAtAll = false;
  const put = (name: string, printed: JsonValue, by: string, value?: Value, field?: CompiledField): boolean => {
    const given = parts.get(name);
    if (given === undefined) parts.set(name, { printed, value, field, by: [by] });
    else if (value !== undefined && !sameValue(given.value, value)) return false;
    else given.by.push(by);
    return true;
  };
  for (const result of results) {
    const { group, conflict } = result;
    if (conflict !== undefined)
      return faulty(
        'rules-conflict',
        conflict.map((rule) => pathIn(group, rule)),
      );
    if (result.isActive === true)
      for (const list of group.source.lists ?? [])
        if (!parts.has(`field ${list}`)) parts.set(`field ${list}`, { printed: 'list', value: undefined, field: undefined, by: [] });
    for (const consequence of result.holding) {
      const by = pathIn(group, consequence);
      for (const field of consequence.fields) {
        const value = field.node.run(evaluation);
        if (value === undefined) open.add(`field ${field.name}`);
        else if (!put(`field ${field.name}`, printOutcome(field.definition, value), by, value, field))
          return faulty('rules-conflict', [...parts.get(`field ${field.name}`)!.by, by]);
      }
      for (const [list, codes] of consequence.adds) {
        put(`field ${list}`, 'list', by);
        for (const code of codes) put(`member ${list} ${code}`, code, by);
      }
      for (const code of consequence.blockers) put(`blocker ${code}`, compiled.policy.blockers[code]!.strength, by);
      for (const code of consequence.warnings) put(`warning ${code}`, code, by);
    }
    const falls = result.holding.length === 0 && result.isActive !== false && (result.open.length > 0 || result.isActive === undefined);
    const pending: readonly Consequence[] = [...result.open, ...(falls && group.otherwise !== undefined ? [group.otherwise] : [])];
    if (pending.length > 0 || (result.isActive === undefined && group.source.lists !== undefined)) isOpenAtAll = true;
    if (result.isActive === undefined) for (const list of group.source.lists ?? []) open.add(`field ${list}`);
    for (const consequence of pending) {
      for (const name of partNames(consequence)) open.add(name);
      if (consequence.status !== 'determined') open.add('status');
    }
  }
  const holding = results.flatMap(({ group, holding: held }) => held.map((consequence) => ({ group, consequence })));
  const status = statusOf(holding.map(({ consequence }) => consequence));
  if (status !== 'determined') {
    const by = holding
      .filter(({ consequence }) => consequence.status === status)
      .map(({ group, consequence }) => pathIn(group, consequence));
    parts.set('status', { printed: status, value: status, field: undefined, by });
  }
  return {
    parts,
    // A part that is given stays given, the gravest status too; "determined" is certain only when nothing can be added.
    isOpen: (name) =>
      name === 'fault' ? isOpenAtAll : name === 'status' ? isOpenAtAll && status !== 'needs-judgement' : open.has(name) && !parts.has(name),
    results,
    instead: (name) => {
      const chosen = results.filter(({ group }) => group.source.kind === 'choose');
      const giving = chosen.filter(({ group }) => consequencesOf(group).some((one) => partNames(one).includes(name)));
      return (giving.length > 0 ? giving : chosen).flatMap(({ group, holding: held }) =>
        held.map((consequence) => pathIn(group, consequence)),
      );
    },
  };
}

/** Contradictions as a matter of their own. */
export function contradictionVerdict(contradictions: readonly CompiledContradiction[], evaluation: Evaluation): Verdict {
  const states = contradictions.map(({ source, when }) => ({
    source,
    state: unlessFault(
      () => when.run(evaluation),
      () => undefined,
    ),
  }));
  const holding = states.filter(({ state }) => state === true);
  const by = holding.map(({ source }) => `contradictions/${source.id}`);
  return {
    parts: new Map(
      holding.length === 0 ? [] : [['status', { printed: 'contradictory-facts', value: 'contradictory-facts', field: undefined, by }]],
    ),
    isOpen: () => holding.length === 0 && states.some(({ state }) => state === undefined),
    results: [],
    instead: () => [],
  };
}
