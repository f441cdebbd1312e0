import type { Application } from '@guicheng/application';
import type { GraphQLResolveInfo } from 'graphql';
import { newChange, signedIn } from '../../integration/idempotency/new-change.ts';
import type { RequestContext } from '../../request-context.ts';
import type { MutationArguments } from './mutation-arguments.ts';
import { answered, districtView } from './organisation-view.ts';

type Closing = MutationArguments<Parameters<Application['organisation']['closeDistrict']>[1]>;
type Arguments = MutationArguments<Parameters<Application['organisation']['openDistrict']>[1]>;

/** `Query.districts`, `Mutation.openDistrict`, `Mutation.closeDistrict`. */
export const districtResolvers = ({ organisation }: Pick<Application, 'organisation'>) => ({
  Query: {
    districts: async (_: unknown, __: unknown, context: RequestContext) =>
      answered(await organisation.listDistricts(signedIn(context)), (districts) => ({
        __typename: 'DistrictList',
        districts: districts.map(districtView),
      })),
  },
  Mutation: {
    closeDistrict: async (_: unknown, args: Closing, context: RequestContext, info: GraphQLResolveInfo) =>
      answered(await organisation.closeDistrict(signedIn(context), args.input, newChange(context, info, args)), districtView),
    openDistrict: async (_: unknown, args: Arguments, context: RequestContext, info: GraphQLResolveInfo) =>
      answered(
        await organisation.openDistrict(signedIn(context), args.input, newChange(context, info, args)),
        ({ district, unitId, personId }) => ({ __typename: 'DistrictOpened', district, officeId: unitId, adminId: personId }),
      ),
  },
});
