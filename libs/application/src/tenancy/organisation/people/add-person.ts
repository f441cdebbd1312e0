import { err, type Result } from '@guicheng/kernel';
import type { Change, PersonRecord } from '@guicheng/persistence';
import type { Problem } from '@guicheng/policy-model';
import type { Caller } from '../../caller.ts';
import { asDuty, dayText, done, type OrganisationParts } from '../organisation-parts.ts';
import { Reading } from '../reading.ts';
import { readParticulars, type GivenParticulars } from './person-particulars.ts';

/** A new person. */
export interface AddPerson extends GivenParticulars {
  /** First day, `YYYY-MM-DD`; it may be past. */
  readonly from: unknown;
}

/** Adds a person, who may then be appointed and invited. The audit chain and events have the id and no name. Refusals: what a field cannot be. */
export const addPersonWith =
  (parts: OrganisationParts) =>
  async (caller: Caller, input: AddPerson, change: Change): Promise<Result<PersonRecord, Problem[]>> => {
    const reading = new Reading();
    const particulars = readParticulars(reading, input);
    const from = reading.day('from', input.from);
    if (reading.problems.length > 0) return err(reading.problems);
    return asDuty(parts, caller, 'people-and-units', change, async ({ repositories: { people }, newId }) => {
      const person = { personId: newId(), ...particulars, from, to: null, recordedAt: change.at };
      await people.add(person);
      return done(person, 'person.add', ['person', person.personId], { from: dayText(from) });
    });
  };
