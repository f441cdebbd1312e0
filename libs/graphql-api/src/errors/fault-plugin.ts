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

const UNAVAILABLE = { zh: '数据库暂时不可用，请稍后重试。', en: 'The database is not available at the moment: try again later.' };

/** What callers see while the database is away: not their mistake and no fault of ours, and worth another try. */
const unavailable = ({ path, locations }: GraphQLFormattedError, requestId: string): GraphQLFormattedError => ({
  message: `${UNAVAILABLE.zh} · ${UNAVAILABLE.en}`,
  ...(locations === undefined ? {} : { locations }),
  ...(path === undefined ? {} : { path }),
  extensions: { code: 'SERVICE_UNAVAILABLE', messageZh: UNAVAILABLE.zh, messageEn: UNAVAILABLE.en, requestId },
});

/** Seconds after which asking again makes sense: a database that was killed is back in less. */
const RETRY_AFTER = '2';

/** Reports faults and shows none of their insides. What only means that the database is away is said so: 503, when there is no data at all. */
export const faultPlugin = (onFault: OnFault, isUnavailable: (error: unknown) => boolean): ApolloServerPlugin<RequestContext> => ({
  requestDidStart: async ({ contextValue: { requestId } }) => ({
    willSendResponse: async ({ errors, response }) => {
      if (response.body.kind !== 'single') return;
      const { singleResult } = response.body;
      if (singleResult.errors?.some(isFault) !== true) return;
      const shown = singleResult.errors.map((error, index) => {
        if (!isFault(error)) return error;
        const cause = errors?.[index]?.originalError ?? errors?.[index];
        if (isUnavailable(cause)) return unavailable(error, requestId);
        onFault({ error: cause, requestId, path: (error.path ?? []).join('.') });
        return masked(error, requestId);
      });
      response.body = { kind: 'single', singleResult: { ...singleResult, errors: shown } };
      if (singleResult.data === null && shown.some(({ extensions }) => extensions?.['code'] === 'SERVICE_UNAVAILABLE')) {
        response.http.status = 503;
        response.http.headers.set('retry-after', RETRY_AFTER);
      }
    },
  }),
});
