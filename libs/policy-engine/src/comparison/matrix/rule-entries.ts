import type { Policy, Question } from '@guicheng/policy-model';
import type { CompiledField, CompiledGroup, CompiledPolicy, Consequence } from '../../compiled-policy.ts';
import type { Node } from '../../node.ts';
import { ORDERED } from '../../type.ts';
import { lowerFirst, yesNoPhrase } from '../../wording/yes-no-phrase.ts';
import { spaced, type Speaker } from '../../wording/sentence.ts';
import type { Words } from '../../wording/value-words.ts';
import { citedText } from '../citation.ts';
import { STATUS_WORDS } from '../difference-words.ts';
import { consequencesOf } from '../matter.ts';
import { pathIn } from '../verdict.ts';
import { gatherThresholds, type ThresholdSighting } from './gather-thresholds.ts';
import type { PlacedEntry } from './placed-entry.ts';
import type { MatrixRow } from './matrix.ts';

const COMPARISONS = new Set(['<', '<=', '>', '>=', 'atMost', 'atLeast', 'moreThan', 'lessThan']);
/** Of what a rule makes of the answer so much is said beside its threshold. */
const MOST_OUTCOMES = 3;

/** Everything that a policy's rules say on a question, taken from the rules themselves. */
export function entriesOf({ policy, questions }: CompiledPolicy, speaker: Speaker, question: Question): PlacedEntry[] {
  const groups = questions.get(question)?.groups ?? [];
  const following = groups.flatMap((group) => consequencesOf(group).map((consequence) => ({ group, consequence })));
  const sightings = following.flatMap(({ group, consequence }): ThresholdSighting[] => {
    const when = group.rules.find((rule) => rule === consequence)?.when;
    if (when === undefined) return [];
    const title = titleOf(group, consequence);
    const outcome = outcomeInBrief(speaker, policy, consequence, title);
    return thresholds(policy, speaker, when).map((found) => ({
      ...found,
      title,
      outcome,
      rule: pathIn(group, consequence),
      cites: consequence.cites,
    }));
  });
  const given = following.flatMap(({ group, consequence }) =>
    consequence.fields.flatMap((field): PlacedEntry[] => {
      const kind = kindOf(field);
      if (kind === undefined || (field.node.form === 'literal' && field.node.value === null)) return [];
      const title = titleOf(group, consequence);
      const said = valueOf(speaker, field);
      return [
        {
          kind,
          name: field.name,
          title: { zh: field.definition.titleZh ?? field.name, en: lowerFirst(field.definition.meaning) },
          entry: {
            words: { zh: spaced(`${title.zh}：${said.zh}`), en: `${title.en}: ${said.en}` },
            rules: [pathIn(group, consequence)],
            clauses: consequence.cites,
            cited: citedText(policy, consequence.cites),
          },
        },
      ];
    }),
  );
  return [...gatherThresholds(policy, sightings), ...given];
}

function titleOf(group: CompiledGroup, consequence: Consequence): Words {
  const rule = group.rules.find((one) => one === consequence)?.source;
  return rule === undefined ? { zh: '其余情形', en: 'otherwise' } : { zh: rule.titleZh, en: rule.titleEn };
}

function kindOf({ definition, node }: CompiledField): MatrixRow['kind'] | undefined {
  switch (definition.type) {
    case 'code':
      return 'answer';
    case 'date':
    case 'month':
    case 'instant':
      return 'date';
    case 'money':
    case 'percent':
    case 'integer':
    case 'decimal':
      return node.form === 'literal' || isFigure(node) ? 'figure' : undefined;
    default:
      return undefined;
  }
}

const valueOf = (speaker: Speaker, { definition, node }: CompiledField): Words =>
  speaker.value(node, definition.titleZh, definition.unit, definition.enum ?? {});

function outcomeInBrief(speaker: Speaker, policy: Policy, consequence: Consequence, title: Words): Words {
  const status = consequence.status === 'determined' ? [] : [STATUS_WORDS[consequence.status]!];
  const literal = consequence.fields.filter(({ node }) => node.form === 'literal' && node.value !== null);
  const fields = literal.map((field): Words => {
    const { definition, node, name } = field;
    if (node.form === 'literal' && typeof node.value === 'boolean') return yesNoPhrase(definition, name, node.value);
    const said = valueOf(speaker, field);
    return { zh: `${definition.titleZh ?? name}为${said.zh}`, en: `${lowerFirst(definition.meaning)}: ${said.en}` };
  });
  const blockers = consequence.blockers.map((code): Words => ({ zh: `拦截“${policy.blockers[code]!.zh}”`, en: `blocked: ${code}` }));
  const warnings = consequence.warnings.map((code): Words => ({ zh: `提示“${policy.warnings[code]!.zh}”`, en: `warning: ${code}` }));
  const all = [...status, ...fields, ...blockers, ...warnings].slice(0, MOST_OUTCOMES);
  return all.length === 0 ? title : { zh: all.map(({ zh }) => zh).join('，'), en: all.map(({ en }) => en).join(', ') };
}

type Threshold = Pick<ThresholdSighting, 'axis' | 'said' | 'notionCites'>;

const isFigure = (node: Node): boolean =>
  node.form === 'literal' || (node.form === 'definition' && node.definition.body.form === 'literal');

/** The quantities that a condition holds against figures; several bounds of one quantity are said together. */
function thresholds(policy: Policy, speaker: Speaker, when: Node): Threshold[] {
  const found = new Map<string, { readonly axis: Words; readonly said: Words[]; readonly notionCites: Set<string> }>();
  const visit = (node: Node, isDenied: boolean, cites: readonly string[]): void => {
    if (node.form === 'definition') visit(node.definition.body, isDenied, policy.definitions[node.name]!.cites);
    else if (node.form === 'not') visit(node.args[0]!, !isDenied, cites);
    else if (node.form === 'and' || node.form === 'or') for (const arg of node.args) visit(arg, isDenied, cites);
    else if (node.form === 'call' && COMPARISONS.has(node.operator.name)) {
      const axis = node.args.find((arg) => !isFigure(arg) && (ORDERED.has(arg.type.kind) || arg.type.kind === 'ratio'));
      if (axis === undefined || node.args.filter((arg) => !isFigure(arg)).length !== 1) return;
      const spoken = isDenied ? speaker.speak({ form: 'not', type: node.type, run: node.run, args: [node] }) : speaker.speak(node);
      const title = speaker.speak(axis);
      const known = found.get(title.zh) ?? { axis: title, said: [], notionCites: new Set() };
      if (!known.said.some(({ zh }) => zh === spoken.zh)) known.said.push(spoken);
      for (const clause of cites) known.notionCites.add(clause);
      found.set(title.zh, known);
    }
  };
  visit(when, false, []);
  return [...found.values()].map(({ axis, said, notionCites }) => ({
    axis,
    notionCites: [...notionCites],
    said: { zh: said.map(({ zh }) => zh).join('，'), en: said.map(({ en }) => en).join(', ') },
  }));
}
