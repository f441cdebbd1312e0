import type { Application } from '@guicheng/application';
import { signedIn } from '../../integration/idempotency/new-change.ts';
import type { RequestContext } from '../../request-context.ts';
import { resetNotice } from './reset-notice.ts';
import { sessionView } from './session-view.ts';

/** `Query.me`, `Query.mySessions`. */
export const meResolvers = ({ identity }: Pick<Application, 'identity'>) => ({
  Query: {
    me: async (_: unknown, __: unknown, context: RequestContext) => {
      const caller = signedIn(context);
      const { account, session, profile } = await identity.describe(caller);
      return {
        __typename: 'Me',
        district: caller.district,
        id: caller.id,
        login: account?.login ?? null,
        posts: caller.posts,
        session: session === null ? null : sessionView(session, caller.sessionId),
        secondFactor:
          account === null
            ? null
            : {
                enabled: account.hasSecondFactor,
                recoveryCodesLeft: account.recoveryCodesLeft,
                lastReset: resetNotice(account.secondFactorReset),
              },
        passwordProfile: profile,
      };
    },
    mySessions: async (_: unknown, __: unknown, context: RequestContext) => {
      const caller = signedIn(context);
      const sessions = await identity.sessions.list(caller);
      return { __typename: 'SessionList', nodes: sessions.map((session) => sessionView(session, caller.sessionId)) };
    },
  },
});
