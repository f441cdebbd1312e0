import type { Application } from '@guicheng/application';
import { ok } from '@guicheng/kernel';
import type { UnitKind, UnitOnDay } from '@guicheng/persistence';
import type { GraphQLResolveInfo } from 'graphql';
import { newChange, signedIn } from '../../integration/idempotency/new-change.ts';
import type { KeysetConnection } from '../../paging/keyset-connection.ts';
import type { PageArguments } from '../../paging/page-arguments.ts';
import type { RequestContext } from '../../request-context.ts';
import { askedDay } from './asked-day.ts';
import type { MutationArguments } from './mutation-arguments.ts';
import { answered, unitView } from './organisation-view.ts';
import { keyRange } from './page-key.ts';

type Units = Application['organisation'];
type Input<K extends 'addUnit' | 'changeUnit' | 'closeUnit'> = MutationArguments<Parameters<Units[K]>[1]>;

interface UnitsArguments extends PageArguments {
  readonly on?: unknown;
  readonly kinds?: readonly UnitKind[] | null;
}

/** `Query.units`, `Query.unit` and what changes units. */
export const unitResolvers = ({ organisation }: Pick<Application, 'organisation'>, connection: KeysetConnection) => ({
  Query: {
    units: (_: unknown, { on: asked, kinds = null, ...page }: UnitsArguments, context: RequestContext) => {
      const caller = signedIn(context);
      const on = askedDay(asked, context);
      return connection<UnitOnDay>({
        typename: 'UnitConnection',
        scope: { district: caller.district, filter: { on: String(on), kinds: kinds === null ? null : [...kinds] }, order: 'code' },
        page,
        positionOf: ({ code }) => [code],
        nodeOf: unitView,
        read: async (range) => {
          const found = await organisation.listUnits(caller, { on, kinds, range: keyRange(range) });
          return found.ok ? ok({ ...found.value, total: null }) : found;
        },
      });
    },
    unit: async (_: unknown, { id, on }: { readonly id: string; readonly on?: unknown }, context: RequestContext) =>
      answered(await organisation.showUnit(signedIn(context), id, askedDay(on, context)), unitView),
  },
  Mutation: {
    addUnit: async (_: unknown, args: Input<'addUnit'>, context: RequestContext, info: GraphQLResolveInfo) =>
      answered(await organisation.addUnit(signedIn(context), args.input, newChange(context, info, args)), unitView),
    changeUnit: async (_: unknown, args: Input<'changeUnit'>, context: RequestContext, info: GraphQLResolveInfo) =>
      answered(await organisation.changeUnit(signedIn(context), args.input, newChange(context, info, args)), unitView),
    closeUnit: async (_: unknown, args: Input<'closeUnit'>, context: RequestContext, info: GraphQLResolveInfo) =>
      answered(await organisation.closeUnit(signedIn(context), args.input, newChange(context, info, args)), unitView),
  },
});
