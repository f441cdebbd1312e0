import { referenceInterpreter } from '@guicheng/policy-engine';
import type { Expression } from '@guicheng/policy-model';
import { NO_CALENDAR, type Sample } from '../question.ts';
import { compareConditions } from './compare-conditions.ts';
import type { MakePeer, Peer } from './peer.ts';
import { plainLogic } from './plain-logic.ts';

/** json-logic-js interpreting every rule's condition. `write`: how the rules are put to it. */
const interpreting =
  (name: string, note: string, write: (logic: Expression) => Expression): MakePeer =>
  ({ rules }): Peer => {
    const interpret = referenceInterpreter(NO_CALENDAR);
    const conditions = rules.map(({ logic }) => write(logic));
    const resultsOf = ({ data }: Sample): unknown[] => conditions.map((condition) => interpret(condition, data));
    return {
      name,
      note,
      pass: (samples) => {
        for (const { data } of samples) for (const condition of conditions) interpret(condition, data);
      },
      differences: (samples) => compareConditions(rules, samples, resultsOf),
    };
  };

const LESS = 'conditions of all rules; no unknowns, exceptions, outcome or reasons';

export const jsonLogicJs = interpreting('json-logic-js', LESS, (logic) => logic);
export const jsonLogicJsPlain = interpreting(
  'json-logic-js-plain',
  `${LESS}; typed literals written out as numbers beforehand`,
  plainLogic,
);
