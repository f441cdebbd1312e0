import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import { formatCivilDate, parseInstant, type CivilDate } from '@guicheng/kernel';
import type { DocumentNode } from 'graphql';
import { deprecatedUses, hasDeprecations } from './deprecated-uses.ts';
import { datesInReason } from './deprecation-dates.ts';

/** Headers of an answer whose operation uses what is deprecated. */
export interface DeprecationHeaders {
  readonly deprecation: string;
  readonly sunset: string;
}

/** Midnight in Asia/Shanghai with which a day begins, ms since 1970; the dates of deprecations lie in the years that instants have. */
const dayBegins = (day: CivilDate): number => parseInstant(`${formatCivilDate(day)}T00:00:00+08:00`)!;

/** `Deprecation` (RFC 9745) and `Sunset` (RFC 8594) for the reasons of what is used, the earliest day of each; undefined: nothing dated is used. */
export const deprecationHeaders = (reasons: readonly string[]): DeprecationHeaders | undefined => {
  const dates = reasons.flatMap((reason) => datesInReason(reason) ?? []);
  if (dates.length === 0) return undefined;
  const deprecatedOn = dayBegins(dates.map((each) => each.deprecatedOn).reduce((a, b) => (a < b ? a : b)));
  const sunsetOn = dayBegins(dates.map((each) => each.sunsetOn).reduce((a, b) => (a < b ? a : b)));
  return { deprecation: `@${deprecatedOn / 1000}`, sunset: new Date(sunsetOn).toUTCString() };
};

/** Sets both headers. A schema in which nothing is deprecated costs nothing; otherwise a document is looked at once while it stays in the parser's cache. */
export const deprecationPlugin: ApolloServerPlugin<BaseContext> = {
  serverWillStart: async ({ schema }) => {
    deprecating.set(schema, hasDeprecations(schema));
  },
  requestDidStart: async ({ schema }) => {
    if (deprecating.get(schema) !== true) return;
    return {
      didResolveOperation: async ({ document, response }) => {
        const headers = known.get(document) ?? { of: deprecationHeaders(deprecatedUses(schema, document)) };
        known.set(document, headers);
        if (headers.of === undefined) return;
        response.http.headers.set('deprecation', headers.of.deprecation);
        response.http.headers.set('sunset', headers.of.sunset);
      },
    };
  },
};

const deprecating = new WeakMap<object, boolean>();
const known = new WeakMap<DocumentNode, { readonly of: DeprecationHeaders | undefined }>();
