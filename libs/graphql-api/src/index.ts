export { faultPlugin } from './errors/fault-plugin.ts';
export type { OnFault, RequestContext } from './errors/fault-plugin.ts';
export { inputProblemsPlugin } from './errors/input-problems-plugin.ts';
export { statusPlugin } from './http/status-plugin.ts';
export { MOST_TOKENS, QUERY_LIMITS, queryLimitErrors, queryLimitsRule } from './limits/query-limits.ts';
export type { QueryLimits } from './limits/query-limits.ts';
export { resolversOf } from './resolvers.ts';
export type { Resolvers } from './resolvers.ts';
export { TYPE_DEFS } from './type-defs.ts';
