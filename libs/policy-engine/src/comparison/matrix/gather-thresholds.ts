import { counted } from '@guicheng/kernel';
import type { Policy } from '@guicheng/policy-model';
import { spaced } from '../../wording/sentence.ts';
import type { Words } from '../../wording/value-words.ts';
import { citedText } from '../citation.ts';
import type { PlacedEntry } from './placed-entry.ts';

/** A figure that one rule holds a quantity against, and what the rule makes of it. */
export interface ThresholdSighting {
  /** The quantity, by name. */
  readonly axis: Words;
  /** The comparison as it is spoken: 建设金额不超过 500 万元. */
  readonly said: Words;
  /** Clauses of the notions inside which the comparison stands; none: it stands in the rule itself. */
  readonly notionCites: readonly string[];
  readonly title: Words;
  readonly outcome: Words;
  readonly rule: string;
  readonly cites: readonly string[];
}

/** From so many different outcomes on, a comparison is what the rules have in common and not what tells them apart. */
const PREMISE = 4;
/** Rules that a premise names. */
const NAMED = 2;

/** One entry a comparison and outcome; a comparison that many rules start from is one entry, with its own clauses. */
export function gatherThresholds(policy: Policy, sightings: readonly ThresholdSighting[]): PlacedEntry[] {
  const bySaid = alike(sightings, ({ axis, said }) => `${axis.zh}\n${said.zh}`);
  return bySaid.flatMap((same) => {
    const byOutcome = alike(same, ({ outcome }) => outcome.zh);
    return byOutcome.length < PREMISE
      ? byOutcome.map((rules) =>
          entry(
            policy,
            rules,
            rules[0]!.outcome,
            rules.flatMap(({ cites }) => cites),
          ),
        )
      : [entry(policy, same, premise(same), premiseCites(same))];
  });
}

/** Put together by a key, in the order in which the keys are first met. */
function alike(sightings: readonly ThresholdSighting[], keyOf: (sighting: ThresholdSighting) => string): ThresholdSighting[][] {
  const found = new Map<string, ThresholdSighting[]>();
  for (const sighting of sightings) found.set(keyOf(sighting), [...(found.get(keyOf(sighting)) ?? []), sighting]);
  return [...found.values()];
}

function entry(policy: Policy, rules: readonly ThresholdSighting[], follows: Words, clauses: readonly string[]): PlacedEntry {
  const { axis, said } = rules[0]!;
  const distinct = [...new Set(clauses)];
  return {
    kind: 'threshold',
    name: axis.zh,
    title: axis,
    entry: {
      words: { zh: spaced(`${said.zh}：${follows.zh}`), en: `${said.en}: ${follows.en}` },
      rules: rules.map(({ rule }) => rule),
      clauses: distinct,
      cited: citedText(policy, distinct),
    },
  };
}

function premise(same: readonly ThresholdSighting[]): Words {
  const titles = [...new Map(same.map(({ title }) => [title.zh, title])).values()].slice(0, NAMED);
  return {
    zh: `是 ${same.length} 条规则的前提，如${titles.map(({ zh }) => `“${zh}”`).join('、')}`,
    en: `a premise of ${counted(same.length, 'rule')}, such as ${titles.map(({ en }) => `"${en}"`).join(', ')}`,
  };
}

/** Where the comparison itself is laid down; comparisons that stand in the rules themselves have the rules' clauses. */
const premiseCites = (same: readonly ThresholdSighting[]): string[] =>
  same.flatMap(({ notionCites, cites }) => (notionCites.length > 0 ? notionCites : cites));
