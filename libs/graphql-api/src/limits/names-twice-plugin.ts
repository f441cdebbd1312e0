import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from '../request-context.ts';
import { unrefusable } from './items-refused.ts';

/** A name that stands twice in one question of `decideMany` refuses that question; anywhere else it refuses the request, before anything runs. */
export const namesTwicePlugin: ApolloServerPlugin<RequestContext> = {
  requestDidStart: async ({ contextValue: { keysTwice } }) => {
    if (keysTwice.length === 0) return;
    return {
      didResolveOperation: async ({ operation }) => {
        const refused = operation && unrefusable(operation, keysTwice);
        if (refused !== undefined) throw refused;
      },
    };
  },
};
