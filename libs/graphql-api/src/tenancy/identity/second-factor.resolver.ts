import type { Application, LostSecondFactor } from '@guicheng/application';
import { formatInstant } from '@guicheng/kernel';
import type { GraphQLResolveInfo } from 'graphql';
import { refused } from '../../errors/problem-view.ts';
import { newChange, signedIn } from '../../integration/idempotency/new-change.ts';
import type { RequestContext } from '../../request-context.ts';

interface WithCode {
  readonly code: string;
}

interface Reset extends Readonly<Record<string, unknown>> {
  readonly input: LostSecondFactor;
  readonly idempotencyKey: string;
}

/** The caller's own second factor, and that of somebody who lost it. */
export const secondFactorResolvers = ({ identity }: Pick<Application, 'identity'>) => ({
  Mutation: {
    beginSecondFactor: async (_: unknown, { password }: { readonly password: string }, context: RequestContext) => {
      const result = await identity.secondFactor.begin(signedIn(context), password, context);
      return result.ok ? { __typename: 'SecondFactorBegun', ...result.value } : refused(result.error);
    },
    confirmSecondFactor: async (_: unknown, { code }: WithCode, context: RequestContext) => {
      const result = await identity.secondFactor.confirm(signedIn(context), code, context);
      return result.ok ? { __typename: 'RecoveryCodes', codes: result.value } : refused(result.error);
    },
    stepUp: async (_: unknown, { code }: WithCode, context: RequestContext) => {
      const result = await identity.secondFactor.stepUp(signedIn(context), code, context);
      return result.ok ? { __typename: 'SteppedUp', until: formatInstant(result.value) } : refused(result.error);
    },
    renewRecoveryCodes: async (_: unknown, { code }: WithCode, context: RequestContext) => {
      const result = await identity.secondFactor.renewRecoveryCodes(signedIn(context), code, context);
      return result.ok ? { __typename: 'RecoveryCodes', codes: result.value } : refused(result.error);
    },
    resetSecondFactor: async (_: unknown, args: Reset, context: RequestContext, info: GraphQLResolveInfo) => {
      const result = await identity.resetSecondFactor(signedIn(context), newChange(context, info, args), args.input);
      if (!result.ok) return refused(result.error);
      const { personId, at, sessionsEnded } = result.value;
      return { __typename: 'SecondFactorReset', person: personId, at: formatInstant(at), sessionsEnded };
    },
    removeSecondFactor: async (_: unknown, { code }: WithCode, context: RequestContext) => {
      const result = await identity.secondFactor.remove(signedIn(context), code, context);
      return result.ok ? { __typename: 'SecondFactorRemoved', at: formatInstant(context.at) } : refused(result.error);
    },
  },
});
