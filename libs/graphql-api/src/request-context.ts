import type { Caller } from '@guicheng/application';
import type { Instant } from '@guicheng/kernel';
import type { MutationOutcomes } from './http/mutation-outcomes.ts';
import type { BodyPath } from './limits/items-refused.ts';
import { QuestionBudget } from './limits/question-budget.ts';
import type { RequestDeadline } from './limits/request-deadline.ts';
import { TreeBudget } from './limits/tree-budget.ts';
import type { SessionCarrier } from './tenancy/identity/session-carrier.ts';

/** Told of each field that was refused for who asks: `Type.field` and the code of the refusal. */
export type OnRefused = (refusal: { readonly place: string; readonly code: string }) => void;

/** What is known of a request when it arrives. */
export interface RequestOrigin {
  /** Id of the request, also in the header `x-request-id`. */
  readonly requestId: string;
  /** Who asks, as the credential proved it; null: nobody signed in. */
  readonly caller: Caller | null;
  /** When it arrived. */
  readonly at: Instant;
  /** Network address that it came from; left out: not known. */
  readonly address?: string | undefined;
  /** By when it is answered; left out: whenever. */
  readonly deadline?: RequestDeadline | undefined;
  /** Names that stand twice within one item of a list of variables, as paths into the body. */
  readonly keysTwice?: readonly BodyPath[] | undefined;
  /** Where sign-in leaves the session; left out: nowhere, it can only be answered. */
  readonly carrier?: SessionCarrier;
  /** Left out: nobody is told. */
  readonly onRefused?: OnRefused;
}

const NOWHERE: SessionCarrier = { session: null, device: null, client: '', give: () => undefined, takeAway: () => undefined };

/** What resolvers and plugins know of the request that they serve. */
export interface RequestContext extends Omit<RequestOrigin, 'address' | 'deadline'> {
  readonly deadline: RequestDeadline | null;
  readonly address: string | null;
  readonly questions: QuestionBudget;
  readonly trees: TreeBudget;
  readonly keysTwice: readonly BodyPath[];
  /** What its mutations came to so far. */
  readonly mutations: MutationOutcomes;
  readonly carrier: SessionCarrier;
  readonly onRefused: OnRefused;
}

/** The context of a new request. */
export const newRequestContext = ({
  requestId,
  caller,
  at,
  address,
  deadline,
  keysTwice = [],
  carrier = NOWHERE,
  onRefused = () => undefined,
}: RequestOrigin): RequestContext => ({
  requestId,
  caller,
  at,
  deadline: deadline ?? null,
  address: address ?? null,
  questions: new QuestionBudget(),
  trees: new TreeBudget(),
  keysTwice,
  mutations: [],
  carrier,
  onRefused,
});
