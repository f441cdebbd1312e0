import { randomBytes } from 'node:crypto';
import type { Instant, Result } from '@guicheng/kernel';
import { Database, type Change } from '@guicheng/persistence';
import type { Problem } from '@guicheng/policy-model';
import { templateDatabase, testDistrict, type TestCaller, type TestDatabase, type TestDistrict } from '@guicheng/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOrganisation, type Organisation } from '../organisation.ts';

const AT = Date.UTC(2026, 0, 5, 2) as Instant;

describe('a person who is ended', () => {
  let test: TestDatabase;
  let database: Database;
  let here: TestDistrict;
  let admin: TestCaller;
  let organisation: Organisation;
  beforeAll(async () => {
    test = await templateDatabase();
    database = await Database.connect(test.appUrl);
    here = await testDistrict(database, 'yangpu');
    admin = here.caller('admin');
    organisation = createOrganisation({ database, random: randomBytes });
  });
  afterAll(async () => {
    await database.close();
    await test.close();
  });
  const change = (): Change => ({
    district: 'yangpu',
    actor: { kind: 'person', id: admin.id, onBehalfOf: null },
    requestId: 'r',
    at: AT,
    idempotency: null,
  });
  const value = <T>(result: Result<T, Problem[]>): T => {
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    return result.value;
  };

  it('may have had a post that was taken back before it began: it stays as it is', async () => {
    const personId = here.people.financeApplicant;
    const given = { personId, unitId: here.units.bureau, role: 'applicant' as const, from: '2026-03-01' };
    const post = value(await organisation.appoint(admin, given, change()));
    value(await organisation.endPost(admin, { id: post.postId, lastDay: '2026-02-28' }, change()));
    value(await organisation.endPerson(admin, { id: personId, lastDay: '2026-01-31' }, change()));
    const { posts } = value(await organisation.showPerson(admin, personId));
    expect(posts.map(({ from, to }) => to !== null && to >= from).filter((hasDays) => !hasDays)).toHaveLength(1);
  });

  it('may have had a delegation that was taken back', async () => {
    const { officer, auditor } = here.people;
    const away = { fromPersonId: officer, toPersonId: auditor, postId: null, from: '2026-03-01', to: '2026-03-09', reason: '出差' };
    const given = value(await organisation.delegate(admin, away, change()));
    value(await organisation.endDelegation(admin, { id: given.delegationId, lastDay: '2026-02-28' }, change()));
    expect(value(await organisation.endPerson(admin, { id: auditor, lastDay: '2026-01-31' }, change())).to).not.toBeNull();
  });
});
