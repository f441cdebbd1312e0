import { DistrictClosed, districtClosed } from '@guicheng/persistence';
import { defaultFieldResolver } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { refused } from '../errors/problem-view.ts';
import type { RequestContext } from '../request-context.ts';

/** Answers what was to be done in a district that was closed by `district-closed`: sign-in and links name their district themselves, and one may close meanwhile. */
export const refuseClosedDistricts = (schema: GraphQLSchema): GraphQLSchema => {
  for (const type of [schema.getQueryType(), schema.getMutationType()])
    for (const field of Object.values(type?.getFields() ?? {})) {
      const { resolve = defaultFieldResolver } = field;
      field.resolve = async (source, args, context: RequestContext, info) => {
        try {
          return (await resolve(source, args, context, info)) as unknown;
        } catch (cause) {
          if (cause instanceof DistrictClosed) return refused([districtClosed]);
          throw cause;
        }
      };
    }
  return schema;
};
