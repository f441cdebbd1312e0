import type { ApolloServerPlugin, BaseContext } from '@apollo/server';

const MODERN = 'application/graphql-response+json';

/**
 * GraphQL over HTTP: a well-formed request whose document does not parse, validate or coerce is answered 400 in
 * `application/graphql-response+json`, but 200 to clients that only know `application/json`, which take any other status for a
 * failure of the transport. What is no GraphQL request at all stays 400.
 */
export const statusPlugin: ApolloServerPlugin<BaseContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ request, response }) => {
      const accepts = request.http?.headers.get('accept') ?? '';
      const isRefusedDocument = response.http.status === 400 && response.body.kind === 'single' && request.query !== undefined;
      if (isRefusedDocument && !accepts.includes(MODERN)) response.http.status = 200;
    },
  }),
};
