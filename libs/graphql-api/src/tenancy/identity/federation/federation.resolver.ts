import type { Application, CasSettings, ConfiguredSignIn, OidcSettings, PersonLink, PostRule, SignInSettings } from '@guicheng/application';
import type { Result } from '@guicheng/kernel';
import { problem, type Problem } from '@guicheng/policy-model';
import type { GraphQLResolveInfo } from 'graphql';
import { refused } from '../../../errors/problem-view.ts';
import { newChange, signedIn } from '../../../integration/idempotency/new-change.ts';
import type { RequestContext } from '../../../request-context.ts';
import { personLinkView, signInProviderView } from './sign-in-provider-view.ts';

interface Keyed {
  readonly idempotencyKey: string;
  readonly [argument: string]: unknown;
}
interface Mapped {
  readonly personClaim: string;
  readonly posts: readonly PostRule[];
}
interface Oidc extends Keyed {
  readonly input: Omit<OidcSettings, 'protocol' | 'person'> & Mapped & { readonly secret?: string | null };
}
interface Cas extends Keyed {
  readonly input: Pick<CasSettings, 'url'> & Mapped;
}
interface ByProtocol {
  readonly protocol: PersonLink['protocol'];
}
interface Link extends Keyed {
  readonly input: Omit<PersonLink, 'personId'> & { readonly person: string };
}

const notConfigured = problem('sign-in-not-configured', '/protocol', '该区县未配置此登录方式。', 'This way to sign in is not configured.');
const NAMES: Readonly<Record<string, string>> = { '/person': '/personClaim', '/personId': '/person' };
/** A refusal names the arguments as callers know them. */
const placed = (problems: readonly Problem[]) =>
  refused(problems.map((one) => (one.pointer === '' ? one : { ...one, pointer: `/input${NAMES[one.pointer] ?? one.pointer}` })));

/** GraphQL's input objects have no prototype: settings are kept as plain data. */
const plain = ({ claim, value, unit, role }: PostRule): PostRule => ({ claim, value, unit, role });

/** How people of a district sign in by another system: its administrators'. */
export const federationResolvers = ({ federation }: Pick<Application, 'federation'>) => {
  const provider = ({ caller }: RequestContext, result: Result<ConfiguredSignIn, Problem[]>) =>
    result.ok ? signInProviderView(caller!.district, result.value) : placed(result.error);
  const configure = async (
    asked: { readonly settings: SignInSettings; readonly secret: string | null },
    args: Keyed,
    context: RequestContext,
    info: GraphQLResolveInfo,
  ) => provider(context, await federation.configure(signedIn(context), asked, newChange(context, info, args)));
  const link =
    (change: 'linkPerson' | 'unlinkPerson') => async (_: unknown, args: Link, context: RequestContext, info: GraphQLResolveInfo) => {
      const { person: personId, protocol, subject } = args.input;
      const result = await federation[change](signedIn(context), { protocol, subject, personId }, newChange(context, info, args));
      return result.ok ? personLinkView(result.value) : placed(result.error);
    };
  return {
    Query: {
      signInProvider: async (_: unknown, { protocol }: ByProtocol, context: RequestContext) => {
        const { district } = signedIn(context);
        const result = await federation.show(signedIn(context), protocol);
        if (!result.ok) return refused(result.error);
        return result.value === undefined ? refused([notConfigured]) : signInProviderView(district, result.value);
      },
    },
    Mutation: {
      configureOidcSignIn: (_: unknown, args: Oidc, context: RequestContext, info: GraphQLResolveInfo) => {
        const { personClaim: person, secret = null, posts, ...rest } = args.input;
        const settings: OidcSettings = { protocol: 'oidc', ...rest, person, posts: posts.map(plain) };
        // The key of repetition is made of a digest of the arguments: the secret itself is kept sealed only.
        return configure({ settings, secret }, args, context, info);
      },
      configureCasSignIn: (_: unknown, args: Cas, context: RequestContext, info: GraphQLResolveInfo) => {
        const { personClaim: person, url, posts } = args.input;
        return configure({ settings: { protocol: 'cas', url, person, posts: posts.map(plain) }, secret: null }, args, context, info);
      },
      disableFederatedSignIn: async (_: unknown, args: Keyed & ByProtocol, context: RequestContext, info: GraphQLResolveInfo) =>
        provider(context, await federation.disable(signedIn(context), args.protocol, newChange(context, info, args))),
      linkPerson: link('linkPerson'),
      unlinkPerson: link('unlinkPerson'),
    },
  };
};
