import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from '../request-context.ts';

/** Puts the id under which a request is logged into each error that has none: whoever is refused can quote it. Comes after all that words errors. */
export const requestIdPlugin: ApolloServerPlugin<RequestContext> = {
  requestDidStart: async ({ contextValue: { requestId } }) => ({
    willSendResponse: async ({ response }) => {
      if (response.body.kind !== 'single') return;
      const { singleResult } = response.body;
      if (singleResult.errors === undefined) return;
      const errors = singleResult.errors.map((error) => ({ ...error, extensions: { requestId, ...error.extensions } }));
      response.body = { kind: 'single', singleResult: { ...singleResult, errors } };
    },
  }),
};
