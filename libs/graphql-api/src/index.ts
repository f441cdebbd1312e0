export { chineseFirst } from './errors/chinese-first.ts';
export { DEADLINE_EXCEEDED, faultPlugin, TOO_LATE } from './errors/fault-plugin.ts';
export type { OnFault } from './errors/fault-plugin.ts';
export { AUTHORISATION } from './tenancy/authorisation.ts';
export { isPublic } from './tenancy/identity-rule.ts';
export { executableSchema } from './executable-schema.ts';
export { nameTwice } from './errors/name-twice.ts';
export { inputProblemsPlugin } from './errors/input-problems-plugin.ts';
export { requestIdPlugin } from './errors/request-id-plugin.ts';
export { deprecationPlugin } from './http/deprecation-plugin.ts';
export { statusPlugin } from './http/status-plugin.ts';
export { introspectionPlugin } from './limits/introspection-plugin.ts';
export { costPlugin } from './limits/cost/cost-plugin.ts';
export { NO_LIMIT, rateHeaders, rateLimitation } from './limits/cost/rate-limiter.ts';
export type { RateLimiter } from './limits/cost/rate-limiter.ts';
export { knownOperationsRule } from './limits/known-operations.ts';
export { documentTextProblem } from './limits/document-text.ts';
export { namesTwicePlugin } from './limits/names-twice-plugin.ts';
export { QUERY_LIMITS, queryLimitErrors, queryLimitsRule } from './limits/query-limits.ts';
export type { QueryLimits } from './limits/query-limits.ts';
export { RequestDeadline } from './limits/request-deadline.ts';
export { newRequestContext } from './request-context.ts';
export type { RequestContext, RequestOrigin } from './request-context.ts';
export type { SessionCarrier } from './tenancy/identity/session-carrier.ts';

/** The whole schema, printed and sorted. */
export { projectFilePath } from './projects/project-file-view.ts';
export { default as SCHEMA_SDL } from '../schema.graphql?raw';
