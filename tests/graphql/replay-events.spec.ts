import { afterAll, beforeAll, expect, it } from 'vitest';
import { happenAt } from './event-socket.ts';
import { startTestApi, type SignedInCaller, type TestApi } from './test-api.ts';

const RANGE = { from: '2020-01-01T00:00:00+08:00', to: '2199-01-01T00:00:00+08:00' };

let api: TestApi;
let admin: SignedInCaller;
beforeAll(async () => {
  api = await startTestApi();
  admin = await api.signedIn('yangpu', ['district-admin']);
});
afterAll(() => api.close());

it('what one replay does not hold the next sends from behind its cursor, though all of it happened at one instant: none is left out, none sent twice', async () => {
  await happenAt(
    api,
    'yangpu',
    Array.from({ length: 1_003 }, () => 'project.recorded'),
  );
  const input = { url: 'https://oa.example.cn/', eventTypes: ['project.*'], description: '' };
  const { registerWebhook } = await admin.run('RegisterWebhook', { input, key: 'register' });
  if (registerWebhook.__typename !== 'WebhookWithSecret') throw new Error(JSON.stringify(registerWebhook));
  const webhook = registerWebhook.webhook.id;
  const first = (await admin.run('ReplayEvents', { webhook, ...RANGE, key: 'first' })).replayEvents;
  if (first.__typename !== 'EventsReplayed') throw new Error(JSON.stringify(first));
  expect(first).toMatchObject({ count: 1_000, hasMore: true, endCursor: expect.any(String) as string });
  const again = (await admin.run('ReplayEvents', { webhook, ...RANGE, key: 'first' })).replayEvents;
  expect(again).toEqual(first);
  const rest = await admin.run('ReplayEvents', { webhook, ...RANGE, after: first.endCursor, key: 'rest' });
  expect(rest.replayEvents).toMatchObject({ count: 3, hasMore: false });
  const filter = { endpointIds: [webhook], status: null, from: null, backwards: false, limit: 2_000 };
  const sent = await (await api.database()).inDistrict('yangpu', ({ deliveries }) => deliveries.list(filter));
  expect([sent.length, new Set(sent.map(({ eventId }) => eventId)).size]).toEqual([1_003, 1_003]);
});

it('begins behind no cursor of another district, nor behind nonsense', async () => {
  const other = await api.signedIn('pudong', ['district-admin']);
  await happenAt(api, 'pudong', ['project.recorded']);
  const { events } = await other.run('Events', {});
  if (events.__typename !== 'EventConnection') throw new Error(JSON.stringify(events));
  for (const after of [events.edges[0]!.cursor, 'nonsense', ''])
    expect((await admin.run('ReplayEvents', { webhook: 'w', ...RANGE, after, key: `foreign ${after}` })).replayEvents).toMatchObject({
      problems: [{ code: 'cursor-not-valid', pointer: '/after' }],
    });
});
