import { ENGINE_VERSION, type Application, type DecisionDifference } from '@guicheng/application';
import { problemView, refused } from '../errors/problem-view.ts';
import type { RequestContext } from '../request-context.ts';

/** `DecisionDifference` of the schema. */
const differenceView = ({ pointer, recorded, recomputed }: DecisionDifference) => ({
  pointer,
  side: recorded === undefined ? 'recomputed' : recomputed === undefined ? 'recorded' : 'both',
  recorded: recorded ?? null,
  recomputed: recomputed ?? null,
});

/** `Query.verifyReceipt`. */
export const verificationResolvers = ({ verifyReceipt }: Application) => ({
  Query: {
    verifyReceipt: async (_: unknown, { id }: { readonly id: string }, context: RequestContext) => {
      const found = await verifyReceipt(context.caller, id, context);
      if (!found.ok) return refused(found.error);
      const { record, verification } = found.value;
      const { status, firstDifference, reasons, engine } = verification;
      return {
        __typename: 'ReceiptVerification',
        id,
        status,
        firstDifference: firstDifference === undefined ? null : differenceView(firstDifference),
        reasons: reasons.map(problemView),
        digest: record.policyDigest,
        engineVersion: record.engineVersion,
        presentEngineVersion: ENGINE_VERSION,
        engine: engine.kind,
      };
    },
  },
});
