import { Client } from 'pg';
import type { Role } from '@guicheng/application';
import type { TestApi } from '../../graphql/test-api.ts';
import type { Attackers } from './graphql-cells.ts';

/** Every role that one person can hold at once. */
export const EVERY_ROLE: readonly Role[] = [
  'district-admin',
  'policy-editor',
  'policy-approver',
  'office-officer',
  'reviewer',
  'applicant',
  'auditor',
];

/** People who must not get at the attacked district, their second factor just given. */
export async function attackersOn(api: TestApi, attacked: string, other: string): Promise<Attackers> {
  const stranger = await api.signedIn(other, EVERY_ROLE);
  const withoutPost = await api.signedIn(attacked);
  const wrongRoles = new Map<string, Promise<string>>();
  const expired = await api.signedIn(attacked, EVERY_ROLE);
  const revoked = await api.signedIn(attacked, EVERY_ROLE);
  const sessionOnly = await api.signedIn(attacked, EVERY_ROLE, undefined, { steppedUp: false });
  const session = new Client({ connectionString: api.databaseUrl.superuser });
  await session.connect();
  try {
    await session.query('set session_replication_role = replica');
    await session.query(`update session set stepped_up_until = now() + interval '1 hour' where session_id = any($1)`, [
      [stranger.sessionId, withoutPost.sessionId, expired.sessionId, revoked.sessionId],
    ]);
    await session.query(`update session set ends_at = now() - interval '1 minute' where session_id = $1`, [expired.sessionId]);
    await session.query(`update session set ended_at = now(), end_reason = 'revoked' where session_id = $1`, [revoked.sessionId]);
  } finally {
    await session.end();
  }
  const last = withoutPost.token.at(-1);
  return {
    other: stranger.token,
    withoutPost: withoutPost.token,
    withEveryRoleBut: (roles) => {
      const others = EVERY_ROLE.filter((role) => !roles.includes(role));
      const made = wrongRoles.get(others.join()) ?? api.signedIn(attacked, others).then(({ token }) => token);
      wrongRoles.set(others.join(), made);
      return made;
    },
    sessionOnly: sessionOnly.token,
    expired: expired.token,
    revoked: revoked.token,
    tampered: `${withoutPost.token.slice(0, -1)}${last === 'A' ? 'B' : 'A'}`,
  };
}
