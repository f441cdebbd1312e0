import { addDays, civilDateAt, formatCivilDate, instantOf, type Instant } from '@guicheng/kernel';
import { prepare, testDistrict, testId } from '@guicheng/testing';
import type { Prepared } from './example-setups.ts';
import type { TestApi } from './test-api.ts';

let count = 0;

/** A new district with units, people and posts, asked by its admin; with a delegation from the officer to the auditor where wanted. */
export const organised = async (api: TestApi, withDelegation = false): Promise<Prepared> => {
  const district = `example-${++count}`;
  const database = await api.database();
  const { units, people, posts } = await testDistrict(database, district);
  const now = instantOf(Date.now()) as Instant;
  const today = civilDateAt(now);
  const lastDay = addDays(today, 9);
  const delegationId = testId(district, 'delegation');
  if (withDelegation)
    await prepare(database, district, ({ delegations }) =>
      delegations.add({
        ...{ delegationId, fromPersonId: people.officer, toPersonId: people.auditor, postId: null, reason: '出差' },
        ...{ from: today, to: lastDay, recordedAt: now },
      }),
    );
  const { token } = await api.signInAs(district, people.admin);
  const days = { today: formatCivilDate(today), lastDay: formatCivilDate(lastDay) };
  return { values: { ...units, ...people, ...days, post: posts.reviewer, delegation: delegationId }, credential: token };
};

/** An operator of the platform, and a district that can be done without. */
export const withClosing = async (api: TestApi): Promise<Prepared> => {
  const { token } = await api.signedIn('platform', ['platform-operator']);
  const closing = `closing-${++count}`;
  await testDistrict(await api.database(), closing);
  return { values: { closing }, credential: token };
};

/** An operator of the platform, and a code that is free. */
export const withPlatform = async (api: TestApi): Promise<Prepared> => {
  const { token } = await api.signedIn('platform', ['platform-operator']);
  return { values: { newDistrict: `new-${++count}` }, credential: token };
};
