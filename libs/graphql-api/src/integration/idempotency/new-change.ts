import { actorOf, postWith, type Caller } from '@guicheng/application';
import type { Change } from '@guicheng/persistence';
import { digestOf } from '@guicheng/policy-model';
import type { GraphQLResolveInfo } from 'graphql';
import { canonicalArguments } from '../../canonical-arguments.ts';
import type { RequestContext } from '../../request-context.ts';
import { AUTHORISATION } from '../../tenancy/authorisation.ts';

/** Who is signed in, in a resolver that only signed-in callers reach. Throws when the table of authorisation let somebody else through. */
export const signedIn = ({ caller }: RequestContext): Caller => {
  if (caller === null) throw new Error('a field for signed-in callers was reached by somebody who is not: see the table of authorisation');
  return caller;
};

const postOf = (caller: Caller, place: string) => {
  const rule = AUTHORISATION[place];
  return typeof rule === 'object' && 'roles' in rule && rule.roles !== 'any' ? postWith(caller, rule.roles) : undefined;
};

/**
 * What a mutation is done under: tenant and actor are the caller's, in the post that lets them; repeated is what names the same field with the same arguments.
 * `args` are the resolver's, `idempotencyKey` among them.
 */
export const newChange = (
  context: RequestContext,
  { parentType, fieldName }: Pick<GraphQLResolveInfo, 'parentType' | 'fieldName'>,
  { idempotencyKey, ...asked }: { readonly idempotencyKey: string } & Readonly<Record<string, unknown>>,
): Change => {
  const caller = signedIn(context);
  return {
    district: caller.district,
    actor: actorOf(caller, postOf(caller, `${parentType.name}.${fieldName}`)),
    requestId: context.requestId,
    at: context.at,
    idempotency: { key: idempotencyKey, requestDigest: digestOf(canonicalArguments({ field: fieldName, asked })) },
  };
};
