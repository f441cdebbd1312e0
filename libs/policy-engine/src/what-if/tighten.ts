import type { FactValue, FactValues } from '@guicheng/policy-model';
import { stepOf } from '../cells/number-line.ts';
import { withFact, type Subject } from './project.ts';
import { typeOf } from '../type.ts';
import { isRecord, pointsOf, stepOfFact } from './values-to-try.ts';

/** Whether a project would come out as wanted. */
export type Meets = (facts: FactValues) => boolean;

/** The last value for which something holds, on the way from one at which it does to one at which it does not. Exact to the step. */
function lastHolding(holding: number, failing: number, step: number, holds: (value: number) => boolean): number {
  let [good, bad] = [holding, failing];
  while (Math.abs(bad - good) > step) {
    const middle = good + Math.trunc((bad - good) / step / 2) * step;
    if (holds(middle)) good = middle;
    else bad = middle;
  }
  return good;
}

/** A change that is as small as it can be: of an ordered fact the value nearest to the present one, of a list the fewest members put in or taken out. */
export function tightened(subject: Subject, present: FactValues, changed: FactValues, name: string, meets: Meets): FactValue {
  const [now, then] = [present[name], changed[name]!];
  const holds = (value: FactValue): boolean => meets(withFact(changed, name, value));
  const step = stepOfFact(subject, name);
  if (step !== undefined && typeof now === 'number' && typeof then === 'number')
    return holds(now) ? now : lastHolding(then, now, step, holds);
  if (isRecord(now) && isRecord(then)) return nearestFields(subject, name, now, then, holds);
  if (Array.isArray(now) && Array.isArray(then)) return fewestMembers(now as readonly FactValue[], then as readonly FactValue[], holds);
  return then;
}

type Fields = Readonly<Record<string, FactValue>>;

/** Fields of an object go back to what they are, or as near to it as will do. */
function nearestFields(subject: Subject, name: string, now: Fields, then: Fields, holds: (value: FactValue) => boolean): FactValue {
  const definitions = subject.compiled.policy.facts[name]!.fields ?? {};
  let tight = then;
  for (const [field, present] of Object.entries(now)) {
    const changed = tight[field];
    const definition = definitions[field];
    const step = definition === undefined ? undefined : stepOf(typeOf(definition).kind);
    const withField = (value: FactValue): Fields => withFact(tight, field, value);
    if (holds(withField(present))) tight = withField(present);
    else if (step !== undefined && typeof present === 'number' && typeof changed === 'number')
      tight = withField(lastHolding(changed, present, step, (value) => holds(withField(value))));
  }
  return tight;
}

function fewestMembers(now: readonly FactValue[], then: readonly FactValue[], holds: (value: FactValue) => boolean): FactValue {
  let kept = [...then];
  for (const added of then.filter((member) => !now.includes(member)).toReversed()) {
    const without = kept.filter((member) => member !== added);
    if (holds(without)) kept = without;
  }
  for (const removed of now.filter((member) => !then.includes(member))) if (holds([...kept, removed])) kept = [...kept, removed];
  return kept;
}

/** How far beyond the nearest value the wish still holds; undefined: as far as was looked, to the end of the line. */
export function farthest(
  subject: Subject,
  changed: FactValues,
  name: string,
  from: number,
  direction: 1 | -1,
  meets: Meets,
): number | undefined {
  const holds = (value: number): boolean => meets(withFact(changed, name, value));
  const beyond = pointsOf(subject, changed, name).filter((point) => Math.sign(point - from) === direction);
  let good = from;
  for (const point of direction === 1 ? beyond : beyond.toReversed()) {
    if (!holds(point)) return lastHolding(good, point, stepOfFact(subject, name)!, holds);
    good = point;
  }
  return undefined;
}
