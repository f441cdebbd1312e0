import { LogicEngine } from 'json-logic-engine';
import { OPERATORS } from '@guicheng/policy-engine';
import { NO_CALENDAR, type Sample } from '../question.ts';
import { compareConditions } from './compare-conditions.ts';
import type { MakePeer } from './peer.ts';
import { plainLogic } from './plain-logic.ts';

/** json-logic-engine's compiled mode: every rule's condition as a function of its own. */
export const jsonLogicEngineCompiled: MakePeer = ({ rules }) => {
  const engine = new LogicEngine();
  for (const operator of OPERATORS) {
    if (operator.standard === true) continue;
    const apply = operator.apply(NO_CALENDAR);
    engine.addMethod(operator.name, (args: readonly never[]) => apply(...args), { deterministic: true });
  }
  const conditions = rules.map(({ logic }) => engine.build(plainLogic(logic)) as (data: Sample['data']) => unknown);
  return {
    name: 'json-logic-engine-compiled',
    note: 'conditions of all rules, compiled one by one; typed literals written out as numbers beforehand; no unknowns, exceptions, outcome or reasons',
    pass: (samples) => {
      for (const { data } of samples) for (const condition of conditions) condition(data);
    },
    differences: (samples) => compareConditions(rules, samples, ({ data }) => conditions.map((condition) => condition(data))),
  };
};
