import type { Application, Role } from '@guicheng/application';
import { ok } from '@guicheng/kernel';
import type { PostRecord } from '@guicheng/persistence';
import type { GraphQLResolveInfo } from 'graphql';
import { newChange, signedIn } from '../../integration/idempotency/new-change.ts';
import type { KeysetConnection } from '../../paging/keyset-connection.ts';
import type { PageArguments } from '../../paging/page-arguments.ts';
import type { RequestContext } from '../../request-context.ts';
import { askedDay } from './asked-day.ts';
import type { MutationArguments } from './mutation-arguments.ts';
import { answered, delegationView, postView } from './organisation-view.ts';
import { keyRange } from './page-key.ts';

type Posts = Application['organisation'];
type Input<K extends 'appoint' | 'endPost' | 'delegate' | 'endDelegation'> = MutationArguments<Parameters<Posts[K]>[1]>;

interface PostsArguments extends PageArguments {
  readonly on?: unknown;
  readonly unitId?: string | null;
  readonly role?: Role | null;
}

/** `Query.posts`, and what changes posts and delegations. */
export const postResolvers = ({ organisation }: Pick<Application, 'organisation'>, connection: KeysetConnection) => ({
  Query: {
    posts: (_: unknown, { on: asked, unitId = null, role = null, ...page }: PostsArguments, context: RequestContext) => {
      const caller = signedIn(context);
      const on = askedDay(asked, context);
      return connection<PostRecord>({
        typename: 'PostConnection',
        scope: { district: caller.district, filter: { on: String(on), unitId, role }, order: 'id' },
        page,
        positionOf: ({ postId }) => [postId],
        nodeOf: postView,
        read: async (range) => {
          const found = await organisation.listPosts(caller, { on, unitId, role, range: keyRange(range) });
          return found.ok ? ok({ ...found.value, total: null }) : found;
        },
      });
    },
  },
  Mutation: {
    appoint: async (_: unknown, args: Input<'appoint'>, context: RequestContext, info: GraphQLResolveInfo) =>
      answered(await organisation.appoint(signedIn(context), args.input, newChange(context, info, args)), postView),
    endPost: async (_: unknown, args: Input<'endPost'>, context: RequestContext, info: GraphQLResolveInfo) =>
      answered(await organisation.endPost(signedIn(context), args.input, newChange(context, info, args)), postView),
    delegate: async (_: unknown, args: Input<'delegate'>, context: RequestContext, info: GraphQLResolveInfo) =>
      answered(await organisation.delegate(signedIn(context), args.input, newChange(context, info, args)), delegationView),
    endDelegation: async (_: unknown, args: Input<'endDelegation'>, context: RequestContext, info: GraphQLResolveInfo) =>
      answered(await organisation.endDelegation(signedIn(context), args.input, newChange(context, info, args)), delegationView),
  },
});
