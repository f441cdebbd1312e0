import type { Application } from '@guicheng/application';
import { formatInstant } from '@guicheng/kernel';
import { problemView, refused } from '../errors/problem-view.ts';
import type { RequestContext } from '../request-context.ts';

/** `Query.receipt`; the decision is run again only when the comparison is selected. */
export const receiptResolvers = ({ showReceipt }: Application) => ({
  Query: {
    receipt: async (_: unknown, { id }: { readonly id: string }, context: RequestContext) => {
      const found = await showReceipt(context.caller, id, context);
      if (!found.ok) return refused(found.error);
      const { record, request, decision, verify, document } = found.value;
      return {
        __typename: 'Receipt',
        id,
        recordedAt: formatInstant(record.createdAt),
        district: request.district,
        question: request.question,
        asOf: request.asOf,
        mode: record.mode,
        policy: decision.policy,
        digest: decision.digest,
        engineVersion: record.engineVersion,
        facts: request.facts,
        decision,
        rulePath: decision.because.map(({ rule }) => rule),
        calendarDigest: record.calendarDigest,
        document,
        verified: async () => (await verify()).status === 'verified',
        verificationProblems: async () => (await verify()).reasons.map(problemView),
      };
    },
  },
});
