import type { BodyPath } from './limits/items-refused.ts';
import { QuestionBudget } from './limits/question-budget.ts';
import { TreeBudget } from './limits/tree-budget.ts';

/** What resolvers and plugins know of the request that they serve. */
export interface RequestContext {
  /** Id of the request, also in the header `x-request-id`. */
  readonly requestId: string;
  readonly questions: QuestionBudget;
  readonly trees: TreeBudget;
  /** Names that stand twice within one item of a list of variables, as paths into the body. */
  readonly keysTwice: readonly BodyPath[];
}

/** The context of a new request. */
export const newRequestContext = (requestId: string, keysTwice: readonly BodyPath[] = []): RequestContext => ({
  requestId,
  questions: new QuestionBudget(),
  trees: new TreeBudget(),
  keysTwice,
});
