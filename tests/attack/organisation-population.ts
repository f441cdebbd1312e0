import type { Database } from '@guicheng/persistence';
import { prepare, TEST_AT, TEST_FROM, testDistrict, testId } from '@guicheng/testing';

/** A district with its units, people and posts, and somebody who acts for another. */
export async function organisationStep(database: Database, district: string, canary: string): Promise<void> {
  const { people } = await testDistrict(database, district, { mark: `-${canary}` });
  await prepare(database, district, ({ delegations }) =>
    delegations.add({
      delegationId: testId(district, 'delegation'),
      fromPersonId: people.officer,
      toPersonId: people.editor,
      postId: null,
      reason: canary,
      from: TEST_FROM,
      to: TEST_FROM,
      recordedAt: TEST_AT,
    }),
  );
}
