import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from '../request-context.ts';
import { statusOfRefusals } from './mutation-outcomes.ts';

const MODERN = 'application/graphql-response+json';

/** Seconds after which a request whose twin is in flight is worth another try. */
const RETRY_AFTER = '1';

/**
 * GraphQL over HTTP: a well-formed request whose document does not parse, validate or coerce is answered 400 in
 * `application/graphql-response+json`, but 200 to clients that only know `application/json`, which take any other status for a
 * failure of the transport. What is no GraphQL request at all stays 400.
 *
 * A mutation that is refused for its idempotency key is answered 409 (its twin is in flight) or 422 (the key had another request) with the refusal in `data`. In
 * `application/graphql-response+json` that would break a MUST, an answer with data is 2xx there: such clients get 200 and read the same refusal.
 */
export const statusPlugin: ApolloServerPlugin<RequestContext> = {
  requestDidStart: async ({ contextValue: { mutations } }) => ({
    willSendResponse: async ({ request, response }) => {
      const accepts = request.http?.headers.get('accept') ?? '';
      if (accepts.includes(MODERN) || response.body.kind !== 'single') return;
      if (response.http.status === 400 && request.query !== undefined) response.http.status = 200;
      const status = statusOfRefusals(mutations);
      if (status === undefined) return;
      response.http.status = status;
      if (status === 409) response.http.headers.set('retry-after', RETRY_AFTER);
    },
  }),
};
