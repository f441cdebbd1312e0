import { err, type Result } from '@guicheng/kernel';
import { refuse, type Change, type PersonRecord } from '@guicheng/persistence';
import type { Problem } from '@guicheng/policy-model';
import type { Caller } from '../../caller.ts';
import { asDuty, done, type OrganisationParts } from '../organisation-parts.ts';
import { Reading } from '../reading.ts';
import { personNotFound } from '../refusals.ts';
import { readParticulars } from './person-particulars.ts';

/** Corrected name or contact of a person. */
export interface ChangePerson {
  readonly id: string;
  /** Left out or null: as it was. */
  readonly nameZh?: string | null;
  /** Left out: as it was; null: none. */
  readonly phone?: string | null;
  readonly email?: string | null;
}

/** Corrects a person's name or contact. The audit chain says which of them. Refusals: `person-not-found`, and what a field cannot be. */
export const changePersonWith =
  (parts: OrganisationParts) =>
  async (caller: Caller, input: ChangePerson, change: Change): Promise<Result<PersonRecord, Problem[]>> => {
    const reading = new Reading();
    const given = readParticulars(reading, { ...input, nameZh: input.nameZh ?? '无' });
    if (reading.problems.length > 0) return err(reading.problems);
    return asDuty(parts, caller, 'people-and-units', change, async ({ repositories: { people } }) => {
      const before = await people.byId(input.id);
      if (before === undefined) return refuse(personNotFound('id'));
      const after = {
        nameZh: typeof input.nameZh === 'string' ? given.nameZh : before.nameZh,
        phone: input.phone === undefined ? before.phone : given.phone,
        email: input.email === undefined ? before.email : given.email,
      };
      await people.change(before.personId, after);
      const changed = (['nameZh', 'phone', 'email'] as const).filter((field) => after[field] !== before[field]);
      return done({ ...before, ...after }, 'person.change', ['person', before.personId], { changed });
    });
  };
