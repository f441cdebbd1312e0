import { linkPath, type AccountState, type Application, type IssuedLink, type ProfileId } from '@guicheng/application';
import { formatInstant, type Result } from '@guicheng/kernel';
import type { Problem } from '@guicheng/policy-model';
import type { GraphQLResolveInfo } from 'graphql';
import { refused } from '../../errors/problem-view.ts';
import { newChange, signedIn } from '../../integration/idempotency/new-change.ts';
import type { RequestContext } from '../../request-context.ts';

interface Keyed extends Readonly<Record<string, unknown>> {
  readonly idempotencyKey: string;
}

interface AcceptInvitationInput {
  readonly token: string;
  readonly login?: string | null;
  readonly password: string;
}

interface CompleteSetupInput {
  readonly token: string;
  readonly name: string;
  readonly login: string;
  readonly password: string;
}

const invitationOf = (result: Result<IssuedLink, Problem[]>) =>
  result.ok
    ? {
        __typename: 'Invitation',
        id: result.value.invitationId,
        path: linkPath(result.value.token),
        expiresAt: formatInstant(result.value.expiresAt),
      }
    : refused(result.error);

const accountStateOf = (result: Result<AccountState, Problem[]>) =>
  result.ok ? { __typename: 'AccountState', person: result.value.personId, disabled: result.value.isDisabled } : refused(result.error);

/** Who may sign in: one-time links made, shown and used; accounts disabled; password rules. */
export const invitationResolvers = ({ identity }: Pick<Application, 'identity'>) => ({
  Query: {
    oneTimeLink: async (_: unknown, { token }: { readonly token: string }) => {
      const result = await identity.showLink(token);
      if (!result.ok) return refused(result.error);
      return { __typename: 'OneTimeLink', ...result.value, expiresAt: formatInstant(result.value.expiresAt) };
    },
  },
  Mutation: {
    completeSetup: async (_: unknown, { input }: { readonly input: CompleteSetupInput }, { requestId }: RequestContext) => {
      const result = await identity.setup.complete(input, { requestId });
      return result.ok ? { __typename: 'LinkUsed', ...result.value } : refused(result.error);
    },
    acceptInvitation: async (_: unknown, { input }: { readonly input: AcceptInvitationInput }, { requestId }: RequestContext) => {
      const result = await identity.acceptInvitation({ ...input, login: input.login ?? '' }, { requestId });
      return result.ok ? { __typename: 'LinkUsed', ...result.value } : refused(result.error);
    },
    invitePerson: async (_: unknown, args: Keyed & { readonly person: string }, context: RequestContext, info: GraphQLResolveInfo) =>
      invitationOf(await identity.invitePerson(signedIn(context), newChange(context, info, args), args.person)),
    inviteFirstAdmin: async (_: unknown, args: Keyed & { readonly district: string }, context: RequestContext, info: GraphQLResolveInfo) =>
      invitationOf(await identity.inviteFirstAdmin(newChange(context, info, args), args.district)),
    disableAccount: async (_: unknown, args: Keyed & { readonly person: string }, context: RequestContext, info: GraphQLResolveInfo) =>
      accountStateOf(await identity.disableAccount(signedIn(context), newChange(context, info, args), args.person, true)),
    enableAccount: async (_: unknown, args: Keyed & { readonly person: string }, context: RequestContext, info: GraphQLResolveInfo) =>
      accountStateOf(await identity.disableAccount(signedIn(context), newChange(context, info, args), args.person, false)),
    choosePasswordProfile: async (
      _: unknown,
      args: Keyed & { readonly profile: ProfileId },
      context: RequestContext,
      info: GraphQLResolveInfo,
    ) => {
      const result = await identity.chooseProfile(signedIn(context), newChange(context, info, args), args.profile);
      return result.ok ? { __typename: 'PasswordProfileChosen', profile: result.value } : refused(result.error);
    },
  },
});
