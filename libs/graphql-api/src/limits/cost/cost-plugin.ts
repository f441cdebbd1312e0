import type { ApolloServerPlugin } from '@apollo/server';
import type { Spending } from '@guicheng/application';
import { GraphQLError } from 'graphql';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { RequestContext } from '../../request-context.ts';
import { costOf, costPlan, type CostPlan, type RequestCost } from './cost-plan.ts';
import { bucketView, rateHeaders, rateLimited, type RateLimiter } from './rate-limiter.ts';

/** Field values that an answer may hold: some two tenths of a second of work, and as many megabytes. */
export const MOST_VALUES = 100_000;

const tooMuch = (values: number): GraphQLError =>
  new GraphQLError(
    `查询超出限制：答复最多 ${MOST_VALUES} 个值，此处可达 ${values} 个，请减少每页条数或字段 · The answer may hold ${values} values; the limit is ${MOST_VALUES}: ask for smaller pages or fewer fields`,
    { extensions: { code: 'cost-exceeded', limit: 'values', found: values, most: MOST_VALUES, http: { status: 400 } } },
  );

/**
 * Works out what a request costs before it runs, lets its payer pay for it or come back later, and tells the cost as `extensions.cost`: questions asked for, put and at most, points
 * charged, and what is left. Answers from what is at hand, to who is not limited, say nothing.
 */
export const costPlugin = (limiter: RateLimiter): ApolloServerPlugin<RequestContext> => {
  // Documents are kept by Apollo: the plan of each operation is made once.
  const plans = new WeakMap<OperationDefinitionNode, CostPlan>();
  const planOf = (schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): CostPlan => {
    let plan = plans.get(operation);
    if (plan === undefined) plans.set(operation, (plan = costPlan(schema, document, operation)));
    return plan;
  };
  return {
    requestDidStart: async ({ contextValue }) => {
      let cost: RequestCost | undefined;
      let spending: Spending | null = null;
      return {
        didResolveOperation: async ({ schema, document, operation, request }) => {
          if (operation === undefined) return;
          cost = costOf(planOf(schema, document, operation), request.variables ?? {});
          if (cost.values > MOST_VALUES) throw tooMuch(cost.values);
          const paid = limiter.spend(contextValue, cost.points);
          const found = paid instanceof Promise ? await paid : paid;
          spending = found;
          if (found !== null && found.retryAfter > 0) throw rateLimited(cost.points, found);
        },
        willSendResponse: async ({ response }) => {
          if (spending !== null) for (const [name, value] of rateHeaders(spending)) response.http.headers.set(name, value);
          if (cost === undefined || response.body.kind !== 'single' || !(cost.notable || spending !== null)) return;
          const { singleResult } = response.body;
          const told = {
            ...contextValue.questions.cost,
            points: cost.points,
            ...(spending === null ? {} : { bucket: bucketView(spending) }),
          };
          response.body = { kind: 'single', singleResult: { ...singleResult, extensions: { ...singleResult.extensions, cost: told } } };
        },
      };
    },
  };
};
