import type { Application } from '@guicheng/application';
import type { Result } from '@guicheng/kernel';
import type { Problem } from '@guicheng/policy-model';
import type { GraphQLResolveInfo } from 'graphql';
import { refused } from '../../errors/problem-view.ts';
import { newChange, signedIn } from '../../integration/idempotency/new-change.ts';
import type { RequestContext } from '../../request-context.ts';
import { resetNotice } from './reset-notice.ts';
import { sessionView } from './session-view.ts';

/** `SignInInput` of the schema. */
interface SignInInput {
  readonly district: string;
  readonly login: string;
  readonly password: string;
  readonly code?: string | null;
  readonly newPassword?: string | null;
  readonly deliver: 'cookie' | 'answer';
}

const ended = (result: Result<number, Problem[]>) =>
  result.ok ? { __typename: 'SessionsEnded', count: result.value } : refused(result.error);

/** Signing in and out, and the password. */
export const signInResolvers = ({ identity }: Pick<Application, 'identity'>) => ({
  Mutation: {
    signIn: async (
      _: unknown,
      { input, device }: { readonly input: SignInInput; readonly device?: string | null },
      context: RequestContext,
    ) => {
      const { carrier } = context;
      const { deliver, code = null, newPassword = null, ...who } = input;
      const request = { ...who, code, newPassword, device: device ?? carrier.device, client: carrier.client, replaces: carrier.session };
      const result = await identity.signIn(request, context);
      if (!result.ok) return refused(result.error);
      const { token, session, device: known, secondFactorReset } = result.value;
      const shown = {
        __typename: 'SignedIn',
        session: sessionView(session, session.sessionId),
        secondFactorReset: resetNotice(secondFactorReset),
      };
      if (deliver === 'answer') return { ...shown, token, device: known };
      carrier.give(token, known);
      return { ...shown, token: null, device: null };
    },
    signOut: async (_: unknown, __: unknown, context: RequestContext) => {
      const result = await identity.sessions.signOut(signedIn(context), context);
      if (result.ok) context.carrier.takeAway();
      return ended(result);
    },
    signOutEverywhere: async (_: unknown, __: unknown, context: RequestContext) => {
      const result = await identity.sessions.signOutEverywhere(signedIn(context), context);
      if (result.ok) context.carrier.takeAway();
      return ended(result);
    },
    endSession: async (
      _: unknown,
      args: { readonly id: string; readonly idempotencyKey: string },
      context: RequestContext,
      info: GraphQLResolveInfo,
    ) => ended(await identity.sessions.endSession(signedIn(context), args.id, newChange(context, info, { ...args }))),
    changePassword: async (
      _: unknown,
      { input }: { readonly input: { readonly password: string; readonly newPassword: string } },
      context: RequestContext,
    ) => ended(await identity.changePassword(signedIn(context), input, context)),
  },
});
