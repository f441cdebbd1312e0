import { printOutcome } from '../answer.ts';
import type { CompiledField } from '../compiled-policy.ts';
import { isRatio } from '../value.ts';
import type { EvaluatedQuestion } from './evaluated.ts';
import type { Figure } from './figure.ts';
import { valueSaid } from './outcome-said.ts';
import { unitOf } from './shown-value.ts';
import { brief } from './statements.ts';
import { clausesOf, sourceOf } from './value-source.ts';
import { voiceOf } from './voice.ts';

/** The figure that an outcome field gives; none where it gives no figure. `clauses`: those of the rule. */
export function fieldFigure(
  { compiled: { policy }, evaluation }: EvaluatedQuestion,
  { name, definition, node }: CompiledField,
  clauses: readonly string[],
): Figure[] {
  const value = node.run(evaluation);
  if (value === undefined || (typeof value !== 'number' && !isRatio(value))) return [];
  const printed = printOutcome(definition, value);
  const source = sourceOf(policy, node);
  return [
    {
      words: valueSaid(definition, printed, voiceOf(policy).labels),
      kind: definition.type,
      value: printed,
      of: { zh: definition.titleZh ?? name, en: brief(definition.meaning) },
      ...unitOf(node.type.kind, definition.unit),
      source,
      clauses: clausesOf(source, clauses),
    },
  ];
}
