import type { Application } from '@guicheng/application';
import type { GraphQLResolveInfo } from 'graphql';
import { newChange, signedIn } from '../../integration/idempotency/new-change.ts';
import type { RequestContext } from '../../request-context.ts';
import type { MutationArguments } from './mutation-arguments.ts';
import { answered } from './organisation-view.ts';

type Arguments = MutationArguments<Parameters<Application['organisation']['openDistrict']>[1]>;

/** `Mutation.openDistrict`. */
export const districtResolvers = ({ organisation }: Pick<Application, 'organisation'>) => ({
  Mutation: {
    openDistrict: async (_: unknown, args: Arguments, context: RequestContext, info: GraphQLResolveInfo) =>
      answered(
        await organisation.openDistrict(signedIn(context), args.input, newChange(context, info, args)),
        ({ district, unitId, personId }) => ({ __typename: 'DistrictOpened', district, officeId: unitId, adminId: personId }),
      ),
  },
});
