import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import { Kind } from 'graphql';
import type { OperationDefinitionNode } from 'graphql';
import type { Metrics } from './metrics.ts';

/** A label of few values: the one field of `Query` that was asked for. */
const operationLabel = (operation: OperationDefinitionNode | undefined): string => {
  const [first, ...others] = operation?.selectionSet.selections ?? [];
  if (first === undefined) return 'none';
  return others.length > 0 || first.kind !== Kind.FIELD ? 'several' : first.name.value;
};

/** Counts and times operations. The document has been validated when its label is read, so that labels are fields of the schema. */
export const metricsPlugin = ({ operations, duration }: Metrics): ApolloServerPlugin<BaseContext> => ({
  requestDidStart: async () => {
    const started = performance.now();
    let operation = 'none';
    return {
      didResolveOperation: async (context) => {
        operation = operationLabel(context.operation);
      },
      willSendResponse: async ({ errors }) => {
        const fault =
          errors?.some(({ extensions }) => extensions['code'] === undefined || extensions['code'] === 'INTERNAL_SERVER_ERROR') ?? false;
        operations.inc({ operation, result: errors === undefined ? 'ok' : fault ? 'fault' : 'refused' });
        duration.observe({ operation }, (performance.now() - started) / 1000);
      },
    };
  },
});
