import type { Application, Role } from '@guicheng/application';
import { ok } from '@guicheng/kernel';
import type { PersonRecord } from '@guicheng/persistence';
import type { GraphQLResolveInfo } from 'graphql';
import { newChange, signedIn } from '../../integration/idempotency/new-change.ts';
import type { KeysetConnection } from '../../paging/keyset-connection.ts';
import type { PageArguments } from '../../paging/page-arguments.ts';
import type { RequestContext } from '../../request-context.ts';
import { askedDay } from './asked-day.ts';
import type { MutationArguments } from './mutation-arguments.ts';
import { answered, delegationView, personView, postView } from './organisation-view.ts';
import { keyRange } from './page-key.ts';

type People = Application['organisation'];
type Input<K extends 'addPerson' | 'changePerson' | 'endPerson'> = MutationArguments<Parameters<People[K]>[1]>;

interface PeopleArguments extends PageArguments {
  readonly on?: unknown;
  readonly name?: string | null;
  readonly unitId?: string | null;
  readonly role?: Role | null;
}

/** `Query.people`, `Query.person` and what changes people. */
export const personResolvers = ({ organisation }: Pick<Application, 'organisation'>, connection: KeysetConnection) => ({
  Query: {
    people: (_: unknown, { on: asked, name = null, unitId = null, role = null, ...page }: PeopleArguments, context: RequestContext) => {
      const caller = signedIn(context);
      const on = askedDay(asked, context);
      return connection<PersonRecord>({
        typename: 'PersonConnection',
        scope: { district: caller.district, filter: { on: String(on), name, unitId, role }, order: 'id' },
        page,
        positionOf: ({ personId }) => [personId],
        nodeOf: personView,
        read: async (range) => {
          const found = await organisation.listPeople(caller, { on, name, unitId, role, range: keyRange(range) });
          return found.ok ? ok({ ...found.value, total: null }) : found;
        },
      });
    },
    person: async (_: unknown, { id }: { readonly id: string }, context: RequestContext) =>
      answered(await organisation.showPerson(signedIn(context), id), (shown) => ({
        __typename: 'PersonHistory',
        person: personView(shown),
        posts: shown.posts.map(postView),
        delegations: shown.delegations.map(delegationView),
      })),
  },
  Mutation: {
    addPerson: async (_: unknown, args: Input<'addPerson'>, context: RequestContext, info: GraphQLResolveInfo) =>
      answered(await organisation.addPerson(signedIn(context), args.input, newChange(context, info, args)), personView),
    changePerson: async (_: unknown, args: Input<'changePerson'>, context: RequestContext, info: GraphQLResolveInfo) =>
      answered(await organisation.changePerson(signedIn(context), args.input, newChange(context, info, args)), personView),
    endPerson: async (_: unknown, args: Input<'endPerson'>, context: RequestContext, info: GraphQLResolveInfo) =>
      answered(await organisation.endPerson(signedIn(context), args.input, newChange(context, info, args)), personView),
  },
});
