import type { Application } from '@guicheng/application';
import { formatInstant } from '@guicheng/kernel';
import { refused } from '../../errors/problem-view.ts';
import { signedIn } from '../../integration/idempotency/new-change.ts';
import type { RequestContext } from '../../request-context.ts';

interface WithCode {
  readonly code: string;
}

/** The caller's own second factor. */
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
    removeSecondFactor: async (_: unknown, { code }: WithCode, context: RequestContext) => {
      const result = await identity.secondFactor.remove(signedIn(context), code, context);
      return result.ok ? { __typename: 'SecondFactorRemoved', at: formatInstant(context.at) } : refused(result.error);
    },
  },
});
