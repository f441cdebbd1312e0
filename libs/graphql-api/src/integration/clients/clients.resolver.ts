import type { Application, NewClient, NewCredential } from '@guicheng/application';
import type { Result } from '@guicheng/kernel';
import type { ApiClientRecord } from '@guicheng/persistence';
import type { Problem } from '@guicheng/policy-model';
import type { GraphQLResolveInfo } from 'graphql';
import { refused } from '../../errors/problem-view.ts';
import type { RequestContext } from '../../request-context.ts';
import { newChange, signedIn } from '../idempotency/new-change.ts';
import { clientView, credentialView, issuedView } from './client-view.ts';

interface Keyed {
  readonly idempotencyKey: string;
  readonly [argument: string]: unknown;
}
interface ById extends Keyed {
  readonly id: string;
}
interface Register extends Keyed {
  readonly input: Omit<NewClient, 'unitId' | 'jwks'> & { readonly unit: string; readonly jwks?: string | null };
}
interface Issue extends Keyed {
  readonly input: Omit<NewCredential, 'clientId' | 'scopes'> & { readonly client: string; readonly scopes?: NewCredential['scopes'] };
}
interface Rotate extends Keyed {
  readonly input: { readonly credential: string; readonly overlapHours: number; readonly days: number };
}

/** A refusal names the arguments as callers know them. */
const POINTERS: Readonly<Record<string, string>> = {
  '/unitId': '/input/unit',
  '/clientId': '/id',
  '/credentialId': '/id',
};
const placed = (problems: readonly Problem[], inInput: boolean) =>
  refused(
    problems.map((one) => ({
      ...one,
      pointer: one.pointer === '' ? '' : inInput ? `/input${one.pointer.replace(/Id$/, '')}` : (POINTERS[one.pointer] ?? one.pointer),
    })),
  );

/** API clients and their credentials: the administrators' of a district. */
export const clientsResolvers = (application: Application) => {
  const clientAnswer = ({ caller }: RequestContext, result: Result<ApiClientRecord, Problem[]>, inInput = false) =>
    result.ok ? clientView(caller!.district, result.value) : placed(result.error, inInput);
  return {
    Query: {
      apiClients: async (_: unknown, __: unknown, context: RequestContext) => {
        const { district } = signedIn(context);
        const result = await application.listClients(signedIn(context));
        if (!result.ok) return refused(result.error);
        return { __typename: 'ApiClientList', nodes: result.value.map((client) => clientView(district, client)) };
      },
      apiClient: async (_: unknown, { id }: { readonly id: string }, context: RequestContext) =>
        clientAnswer(context, await application.showClient(signedIn(context), id)),
    },
    ApiClient: {
      credentials: async ({ id }: { readonly id: string }, _: unknown, context: RequestContext) => {
        const result = await application.listCredentials(signedIn(context), id);
        return result.ok ? result.value.map(credentialView) : [];
      },
    },
    Mutation: {
      registerApiClient: async (_: unknown, args: Register, context: RequestContext, info: GraphQLResolveInfo) => {
        const { unit: unitId, jwks = null, ...input } = args.input;
        const asked = { ...input, unitId, jwks };
        return clientAnswer(context, await application.registerClient(signedIn(context), asked, newChange(context, info, args)), true);
      },
      setApiClientKeys: async (
        _: unknown,
        args: ById & { readonly jwks?: string | null },
        context: RequestContext,
        info: GraphQLResolveInfo,
      ) => {
        const asked = { clientId: args.id, jwks: args.jwks ?? null };
        return clientAnswer(context, await application.setClientKeys(signedIn(context), asked, newChange(context, info, args)));
      },
      disableApiClient: async (_: unknown, args: ById, context: RequestContext, info: GraphQLResolveInfo) =>
        clientAnswer(context, await application.disableClient(signedIn(context), args.id, newChange(context, info, args))),
      issueApiCredential: async (_: unknown, args: Issue, context: RequestContext, info: GraphQLResolveInfo) => {
        const { client: clientId, scopes = null, ...input } = args.input;
        const asked = { ...input, clientId, scopes };
        const result = await application.issueCredential(signedIn(context), asked, newChange(context, info, args));
        return result.ok ? issuedView(result.value) : placed(result.error, true);
      },
      rotateApiCredential: async (_: unknown, args: Rotate, context: RequestContext, info: GraphQLResolveInfo) => {
        const { credential: credentialId, ...input } = args.input;
        const asked = { ...input, credentialId };
        const result = await application.rotateCredential(signedIn(context), asked, newChange(context, info, args));
        return result.ok ? issuedView(result.value) : placed(result.error, true);
      },
      revokeApiCredential: async (_: unknown, args: ById, context: RequestContext, info: GraphQLResolveInfo) => {
        const result = await application.revokeCredential(signedIn(context), args.id, newChange(context, info, args));
        return result.ok ? credentialView(result.value) : placed(result.error, false);
      },
    },
  };
};
