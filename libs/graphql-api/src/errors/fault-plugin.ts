import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import type { RequestContext } from '../request-context.ts';

/** Told of each fault, once, with everything that is known of it. */
export type OnFault = (fault: { readonly error: unknown; readonly requestId: string; readonly path: string }) => void;

const isFault = ({ extensions }: GraphQLFormattedError): boolean => extensions?.['code'] === ApolloServerErrorCode.INTERNAL_SERVER_ERROR;

const FAULT_MESSAGE = '内部错误，请提供请求编号以便查找原因 · Internal error: quote the request id';

/** What callers see of a fault: that it was one, and the id under which it was logged. */
const masked = ({ path, locations }: GraphQLFormattedError, requestId: string): GraphQLFormattedError => ({
  message: FAULT_MESSAGE,
  ...(locations === undefined ? {} : { locations }),
  ...(path === undefined ? {} : { path }),
  extensions: { code: ApolloServerErrorCode.INTERNAL_SERVER_ERROR, requestId },
});

/** Reports faults and shows none of their insides. */
export const faultPlugin = (onFault: OnFault): ApolloServerPlugin<RequestContext> => ({
  requestDidStart: async ({ contextValue: { requestId } }) => ({
    willSendResponse: async ({ errors, response }) => {
      if (response.body.kind !== 'single') return;
      const { singleResult } = response.body;
      if (singleResult.errors?.some(isFault) !== true) return;
      for (const [index, error] of (errors ?? []).entries()) {
        const shown = singleResult.errors[index];
        if (shown !== undefined && isFault(shown))
          onFault({ error: error.originalError ?? error, requestId, path: (error.path ?? []).join('.') });
      }
      response.body = {
        kind: 'single',
        singleResult: { ...singleResult, errors: singleResult.errors.map((error) => (isFault(error) ? masked(error, requestId) : error)) },
      };
    },
  }),
});
