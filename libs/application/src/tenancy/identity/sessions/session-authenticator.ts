import { civilDateAt, err, ok } from '@guicheng/kernel';
import { problem } from '@guicheng/policy-model';
import { isThere } from '../accounts/is-there.ts';
import { credentialNotValid, type Authenticator } from '../credentials/authenticate.ts';
import { credentialDigest } from '../credentials/credential-token.ts';
import type { IdentityParts } from '../identity-parts.ts';
import { SESSION_PREFIX } from './open-session.ts';
import { postsOfSession } from './posts-of-session.ts';
import { isOver, TOUCH_AFTER } from './session-time.ts';

const sessionOver = problem('session-over', '', '会话已结束，请重新登录。', 'The session is over: sign in again.');

/** Sessions of people: who holds the token of one that is not over is that person, in the posts held on the day. */
export const sessionAuthenticator = ({ database, postsOf }: Pick<IdentityParts, 'database' | 'postsOf'>): Authenticator => ({
  prefix: SESSION_PREFIX,
  authenticate: (token, { at, quiet }) =>
    database.inDistrict(token.district, async (repositories) => {
      const session = await repositories.sessions.byDigest(credentialDigest(token));
      if (session === undefined) return err(credentialNotValid);
      if (isOver(session, at)) return err(sessionOver);
      if (quiet !== true && at - session.usedAt >= TOUCH_AFTER) await repositories.sessions.touch(session.sessionId, at);
      const held = await postsOf(repositories, session.personId, at);
      // Who has left holds no post; who holds none may have left.
      if (held.length === 0 && !(await isThere(repositories, session.personId, at))) return err(sessionOver);
      return ok({
        district: token.district,
        kind: 'person',
        id: session.personId,
        posts: await postsOfSession(repositories, session.method, held, civilDateAt(at)),
        scopes: null,
        sessionId: session.sessionId,
        steppedUpUntil: session.steppedUpUntil,
      });
    }),
});
