import type { Application, ChangedWebhook, Replayed, WebhookInput, WebhookRefused, WebhookWithSecret } from '@guicheng/application';
import { formatInstant, parseInstant, type Instant, type Result } from '@guicheng/kernel';
import type { EventPosition } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import type { GraphQLResolveInfo } from 'graphql';
import { problemView, refused } from '../../errors/problem-view.ts';
import { cursorNotValid } from '../../paging/page-arguments.ts';
import type { RequestContext } from '../../request-context.ts';
import { newChange, signedIn } from '../idempotency/new-change.ts';
import type { EventCursors } from './event-cursors.ts';
import { webhookView } from './event-views.ts';

/** Arguments of a mutation. */
type Keyed<T> = T & { readonly idempotencyKey: string };

interface ChangeInput {
  readonly id: string;
  readonly version: number;
  readonly url?: string | null;
  readonly eventTypes?: readonly string[] | null;
  readonly description?: string | null;
}

interface RangeArguments {
  readonly webhook: string;
  readonly from: unknown;
  readonly to: unknown;
  readonly after?: string | null;
}

const withSecret = ({ endpoint, secret }: WebhookWithSecret) => ({
  __typename: 'WebhookWithSecret',
  webhook: webhookView(endpoint),
  secret,
});

/** Why nothing was changed: that somebody else was faster, with what it is now; or the rest. */
const notChanged = ({ problems, current }: WebhookRefused) =>
  current === null
    ? refused(problems)
    : { __typename: 'WebhookConflict', problems: problems.map(problemView), current: webhookView(current) };

const webhook = (result: ChangedWebhook) => (result.ok ? webhookView(result.value) : notChanged(result.error));

const replayed = (result: Result<Replayed, Problem[]>, endCursor: (at: EventPosition) => string) => {
  if (!result.ok) return refused(result.error);
  const { count, until, last, hasMore } = result.value;
  return {
    __typename: 'EventsReplayed',
    count,
    until: until === null ? null : formatInstant(until),
    endCursor: last === null ? null : endCursor({ sequence: BigInt(last.sequence), place: last.place }),
    hasMore,
  };
};

const notAnInstant = (pointer: string): Problem =>
  problem(
    'instant-not-valid',
    pointer,
    '时刻应写成 2026-07-31T17:00:00+08:00 这样。',
    'An instant is written like 2026-07-31T17:00:00+08:00.',
  );

const instantsOf = ({ from, to }: RangeArguments): { readonly from: Instant; readonly to: Instant } | readonly Problem[] => {
  const [start, end] = [from, to].map((value) => (typeof value === 'string' ? parseInstant(value) : undefined));
  if (start !== undefined && end !== undefined) return { from: start, to: end };
  return [...(start === undefined ? [notAnInstant('/from')] : []), ...(end === undefined ? [notAnInstant('/to')] : [])];
};

/** A field that is null is left as it is, like one that is left out. */
const given = ({ url, eventTypes, description, ...rest }: ChangeInput) => ({
  ...rest,
  ...(url === null || url === undefined ? {} : { url }),
  ...(eventTypes === null || eventTypes === undefined ? {} : { eventTypes }),
  ...(description === null || description === undefined ? {} : { description }),
});

/** The mutations of webhooks. */
export const webhooksResolvers = ({ events }: Pick<Application, 'events'>, cursors: EventCursors) => {
  const cursorFor = (context: RequestContext) => (at: EventPosition) => cursors.write(signedIn(context).district, at);
  const switching =
    (enabled: boolean) => async (_: unknown, args: Keyed<{ readonly id: string }>, context: RequestContext, info: GraphQLResolveInfo) =>
      webhook(await events.setEnabled(signedIn(context), args.id, enabled, newChange(context, info, args)));
  return {
    Mutation: {
      registerWebhook: async (
        _: unknown,
        args: Keyed<{ readonly input: WebhookInput }>,
        context: RequestContext,
        info: GraphQLResolveInfo,
      ) => {
        const registered = await events.register(signedIn(context), args.input, newChange(context, info, args));
        return registered.ok ? withSecret(registered.value) : refused(registered.error);
      },
      changeWebhook: async (_: unknown, args: Keyed<{ readonly input: ChangeInput }>, context: RequestContext, info: GraphQLResolveInfo) =>
        webhook(await events.change(signedIn(context), given(args.input), newChange(context, info, args))),
      rotateWebhookSecret: async (
        _: unknown,
        args: Keyed<{ readonly id: string; readonly overlapHours: number }>,
        context: RequestContext,
        info: GraphQLResolveInfo,
      ) => {
        const rotated = await events.rotateSecret(signedIn(context), args, newChange(context, info, args));
        return rotated.ok ? withSecret(rotated.value) : notChanged(rotated.error);
      },
      enableWebhook: switching(true),
      disableWebhook: switching(false),
      testWebhook: async (_: unknown, args: Keyed<{ readonly id: string }>, context: RequestContext, info: GraphQLResolveInfo) =>
        webhook(await events.test(signedIn(context), args.id, newChange(context, info, args))),
      replayDelivery: async (_: unknown, args: Keyed<{ readonly id: string }>, context: RequestContext, info: GraphQLResolveInfo) =>
        replayed(await events.replayDelivery(signedIn(context), args.id, newChange(context, info, args)), cursorFor(context)),
      replayEvents: async (_: unknown, args: Keyed<RangeArguments>, context: RequestContext, info: GraphQLResolveInfo) => {
        const range = instantsOf(args);
        if (!('from' in range)) return refused(range);
        const caller = signedIn(context);
        const { webhook: id, after: cursor = null } = args;
        const after = cursor === null ? null : cursors.read(caller.district, cursor);
        if (after === undefined) return refused([cursorNotValid('/after')]);
        const change = newChange(context, info, { ...args });
        return replayed(await events.replayEvents(caller, { webhook: id, ...range, after }, change), cursorFor(context));
      },
    },
  };
};
