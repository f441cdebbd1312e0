import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** What the server counts. Labels come from the schema and the contract only, never from callers. */
export interface Metrics {
  readonly registry: Registry;
  /** `operation`: the root field asked for, `several` or `none`; `result`: `ok`, `refused` (a document in error) or `fault`. */
  readonly operations: Counter<'operation' | 'result'>;
  readonly duration: Histogram<'operation'>;
  /** `route`: a route of ours as it is written there, or `none`; `status`: of HTTP. */
  readonly requests: Counter<'route' | 'status'>;
  /** `status`: of the contract, or `refused`. */
  readonly decisions: Counter<'status'>;
}

/** Seconds: a decision takes well under a millisecond, a batch some tens, a cold database a few hundred. */
const BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** A registry of its own, so that two servers in one process do not share numbers. */
export const createMetrics = (): Metrics => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    operations: new Counter({
      name: 'guicheng_graphql_operations_total',
      help: 'GraphQL operations',
      labelNames: ['operation', 'result'],
      registers,
    }),
    duration: new Histogram({
      name: 'guicheng_graphql_operation_seconds',
      help: 'Duration of GraphQL operations',
      labelNames: ['operation'],
      buckets: BUCKETS,
      registers,
    }),
    requests: new Counter({ name: 'guicheng_http_requests_total', help: 'HTTP replies', labelNames: ['route', 'status'], registers }),
    decisions: new Counter({ name: 'guicheng_decisions_total', help: 'Decisions by status', labelNames: ['status'], registers }),
  };
};
