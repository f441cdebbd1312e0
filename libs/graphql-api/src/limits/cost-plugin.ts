import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from '../request-context.ts';

/**
 * Tells what a request cost, in questions, as `extensions.cost`: how many it asked for, how many of them were put, and how many a request may ask. Reads of what
 * is published cost none, and say nothing.
 */
export const costPlugin: ApolloServerPlugin<RequestContext> = {
  requestDidStart: async ({ contextValue: { questions } }) => ({
    willSendResponse: async ({ response }) => {
      const { cost } = questions;
      if (cost.requested === 0 || response.body.kind !== 'single') return;
      const { singleResult } = response.body;
      response.body = { kind: 'single', singleResult: { ...singleResult, extensions: { ...singleResult.extensions, cost } } };
    },
  }),
};
