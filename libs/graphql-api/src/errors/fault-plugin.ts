import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import { DeadlineExceeded } from '@guicheng/persistence';
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

/** Its code. */
export const DEADLINE_EXCEEDED = 'deadline-exceeded';
/** What is said of a request that was not done within its time. */
export const TOO_LATE = {
  zh: '未能在时限内办完，已停止：请缩小范围后重试；变更请以同一幂等键重试。',
  en: 'This was not done within its time and was stopped: ask for less; repeat a mutation with the same idempotency key.',
};

/** What callers see of a request that took too long. */
const tooLate = ({ path, locations }: GraphQLFormattedError, requestId: string): GraphQLFormattedError => ({
  message: `${TOO_LATE.zh} · ${TOO_LATE.en}`,
  ...(locations === undefined ? {} : { locations }),
  ...(path === undefined ? {} : { path }),
  extensions: { code: DEADLINE_EXCEEDED, messageZh: TOO_LATE.zh, messageEn: TOO_LATE.en, requestId },
});

const hasCode = (errors: readonly GraphQLFormattedError[], code: string): boolean =>
  errors.some(({ extensions }) => extensions?.['code'] === code);

/** Seconds after which asking again makes sense: a database that was killed is back in less. */
const RETRY_AFTER = '2';

/**
 * Reports faults and shows none of their insides. What only means that the database is away, or that the request took too long, is said so: 503 and 504, when there is
 * no data at all.
 */
export const faultPlugin = (onFault: OnFault, isUnavailable: (error: unknown) => boolean): ApolloServerPlugin<RequestContext> => ({
  requestDidStart: async ({ contextValue: { requestId, deadline } }) => ({
    willSendResponse: async ({ errors, response }) => {
      deadline?.end();
      if (response.body.kind !== 'single') return;
      const { singleResult } = response.body;
      if (singleResult.errors?.some(isFault) !== true) return;
      const shown = singleResult.errors.map((error, index) => {
        if (!isFault(error)) return error;
        const cause = errors?.[index]?.originalError ?? errors?.[index];
        if (cause instanceof DeadlineExceeded) return tooLate(error, requestId);
        if (isUnavailable(cause)) return unavailable(error, requestId);
        onFault({ error: cause, requestId, path: (error.path ?? []).join('.') });
        return masked(error, requestId);
      });
      response.body = { kind: 'single', singleResult: { ...singleResult, errors: shown } };
      if (singleResult.data !== null) return;
      if (hasCode(shown, DEADLINE_EXCEEDED)) response.http.status = 504;
      if (!hasCode(shown, 'SERVICE_UNAVAILABLE')) return;
      response.http.status = 503;
      response.http.headers.set('retry-after', RETRY_AFTER);
    },
  }),
});
