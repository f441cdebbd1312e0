import type { Application } from '@guicheng/application';
import type { EventRecord } from '@guicheng/persistence';
import { refused } from '../../errors/problem-view.ts';
import type { RequestContext } from '../../request-context.ts';
import { signedIn } from '../idempotency/new-change.ts';
import { eventView } from './event-views.ts';

type Refused = ReturnType<typeof refused>;

/** A subscription that is refused: one answer that says so, then its end. */
async function* once(answer: Refused): AsyncGenerator<Refused> {
  yield answer;
}

/** `Subscription.events`. */
export const eventsSubscription = ({ events }: Pick<Application, 'events'>) => ({
  Subscription: {
    events: {
      subscribe: async (_: unknown, { types = null }: { readonly types?: readonly string[] | null }, context: RequestContext) => {
        const watched = await events.watch(signedIn(context), types);
        return watched.ok ? watched.value : once(refused(watched.error));
      },
      resolve: (source: EventRecord | Refused) => ('__typename' in source ? source : eventView(source)),
    },
  },
});
