import { GraphQLError, OperationTypeNode } from 'graphql';
import type { ASTVisitor, ValidationContext } from 'graphql';

/** The three kinds of operation, as people know them. */
const KINDS: Readonly<Record<OperationTypeNode, string>> = {
  [OperationTypeNode.QUERY]: '查询',
  [OperationTypeNode.MUTATION]: '变更',
  [OperationTypeNode.SUBSCRIPTION]: '订阅',
};

/**
 * An operation of a kind that the schema does not have is the caller's mistake. GraphQL's own rules let it pass, and its execution
 * then fails as if it were a fault of ours.
 */
export const knownOperationsRule = (context: ValidationContext): ASTVisitor => ({
  OperationDefinition: (node) => {
    if (context.getSchema().getRootType(node.operation)) return;
    context.reportError(
      new GraphQLError(`本接口没有${KINDS[node.operation]}操作 · This API has no ${node.operation} operations`, { nodes: node }),
    );
  },
});
