import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTestApi, type SignedInCaller, type TestApi } from './test-api.ts';

interface Heard {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const PROBLEMS = '... on RequestRefused { problems { code pointer } }';

describe('webhooks over GraphQL', () => {
  let api: TestApi;
  let receiver: Server;
  let url: string;
  let admin: SignedInCaller;
  let path = '/';
  let heard: Heard[] = [];
  let status = 200;
  let keys = 0;

  const key = (): string => `key-${++keys}`;
  const codes = (data: unknown): string[] => ((data as { problems?: { code: string }[] }).problems ?? []).map(({ code }) => code);
  const register = async (who: SignedInCaller, eventTypes = ['webhook.*'], to = `${url}${path}`) => {
    const { registerWebhook } = await who.run('RegisterWebhook', { input: { url: to, eventTypes, description: '甲' }, key: key() });
    if (registerWebhook.__typename !== 'WebhookWithSecret') throw new Error(JSON.stringify(registerWebhook));
    return registerWebhook;
  };
  const arrived = (count: number): Promise<void> => vi.waitFor(() => expect(heard).toHaveLength(count), { timeout: 5_000, interval: 20 });
  const deliveries = async (webhook: string) => {
    const { webhookDeliveries } = await admin.run('WebhookDeliveries', { webhook });
    if (webhookDeliveries.__typename !== 'WebhookDeliveryConnection') throw new Error(JSON.stringify(webhookDeliveries));
    return webhookDeliveries.nodes;
  };

  beforeAll(async () => {
    api = await startTestApi({ worker: 'inside' });
    admin = await api.signedIn('yangpu', ['district-admin']);
    receiver = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        // Webhooks of other tests hear of what happens to this one's, and this one of what happened to theirs.
        if (request.url === path && body.includes('"webhook.tested"')) heard.push({ headers: request.headers, body });
        response.writeHead(status).end('收到');
      });
    });
    await new Promise<void>((listening) => receiver.listen(0, '127.0.0.1', listening));
    url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    receiver.closeAllConnections();
    receiver.close();
    await api.close();
  });
  beforeEach(() => {
    path = `/${key()}`;
    heard = [];
    status = 200;
  });

  it('are registered with a secret that is shown once, tested, and show what came of it', async () => {
    const input = { url: `${url}${path}`, eventTypes: ['project.*'], description: '甲' };
    const first = (await admin.run('RegisterWebhook', { input, key: 'once' })).registerWebhook;
    const again = (await admin.run('RegisterWebhook', { input, key: 'once' })).registerWebhook;
    if (first.__typename !== 'WebhookWithSecret' || again.__typename !== 'WebhookWithSecret') throw new Error('refused');
    expect(first.secret).toMatch(/^whsec_/);
    expect(again).toEqual({ ...first, secret: null });
    await admin.run('TestWebhook', { id: first.webhook.id, key: key() });
    await arrived(1);
    expect(new Webhook(first.secret!).verify(heard[0]!.body, heard[0]!.headers as Record<string, string>)).toMatchObject({
      type: 'webhook.tested',
      data: { district: 'yangpu', subject: { kind: 'webhook', id: first.webhook.id } },
    });
    await vi.waitFor(async () => expect(await deliveries(first.webhook.id)).toMatchObject([{ status: 'DELIVERED' }]), { timeout: 5_000 });
    expect(await deliveries(first.webhook.id)).toMatchObject([
      {
        replay: 0,
        event: { type: 'webhook.tested', id: heard[0]!.headers['webhook-id'] },
        attempts: [{ number: 1, statusCode: 200, answer: '收到' }],
      },
    ]);
    const secrets = JSON.stringify([...api.log, await admin.run('Webhooks', {}), await admin.run('Events', {})]);
    expect(secrets).not.toContain(first.secret);
  });

  it('are replayed by delivery and by range, under the same id', async () => {
    const { webhook } = await register(admin);
    await admin.run('TestWebhook', { id: webhook.id, key: key() });
    await arrived(1);
    const [{ id }] = (await vi.waitFor(async () => {
      const found = await deliveries(webhook.id);
      expect(found).toMatchObject([{ status: 'DELIVERED' }]);
      return found;
    })) as unknown as readonly [{ readonly id: string }];
    expect((await admin.run('ReplayDelivery', { id, key: key() })).replayDelivery).toMatchObject({ count: 1, hasMore: false });
    await arrived(2);
    const range = { webhook: webhook.id, from: '2020-01-01T00:00:00+08:00', to: '2199-01-01T00:00:00+08:00' };
    expect((await admin.run('ReplayEvents', { ...range, key: key() })).replayEvents).toMatchObject({ count: 1, hasMore: false });
    await arrived(3);
    expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect((await deliveries(webhook.id)).map(({ replay }) => replay)).toEqual([2, 1, 0]);
    const backwards = await admin.run('ReplayEvents', { ...range, from: range.to, to: range.from, key: key() });
    expect(codes(backwards.replayEvents)).toEqual(['replay-range-not-valid']);
  });

  it('are changed by who read them last, switched off and on, and not tested while off', async () => {
    const { webhook } = await register(admin);
    const change = (version: number) =>
      admin.run('ChangeWebhook', { input: { id: webhook.id, version, eventTypes: ['project.changed'] }, key: key() });
    expect((await change(1)).changeWebhook).toMatchObject({ version: 2, eventTypes: ['project.changed'], description: '甲' });
    expect((await change(1)).changeWebhook).toMatchObject({
      __typename: 'WebhookConflict',
      problems: [{ code: 'webhook-changed-since' }],
      current: { version: 2, eventTypes: ['project.changed'], description: '甲' },
    });
    expect((await admin.run('DisableWebhook', { id: webhook.id, key: key() })).disableWebhook).toMatchObject({
      status: 'DISABLED',
      statusReason: 'BY_HAND',
    });
    expect(codes((await admin.run('TestWebhook', { id: webhook.id, key: key() })).testWebhook)).toEqual(['webhook-disabled']);
    expect((await admin.run('EnableWebhook', { id: webhook.id, key: key() })).enableWebhook).toMatchObject({
      status: 'ENABLED',
      version: 4,
    });
    expect((await admin.run('RotateWebhookSecret', { id: webhook.id, overlapHours: 1, key: key() })).rotateWebhookSecret).toMatchObject({
      secret: expect.stringMatching(/^whsec_/),
      webhook: { formerSecretUntil: expect.any(String) },
    });
    expect(codes((await admin.run('RotateWebhookSecret', { id: webhook.id, overlapHours: 169, key: key() })).rotateWebhookSecret)).toEqual([
      'webhook-overlap-out-of-range',
    ]);
  });

  it('that answer 410 are switched off, and the district reads of it among its events', async () => {
    const { webhook } = await register(admin);
    status = 410;
    await admin.run('TestWebhook', { id: webhook.id, key: key() });
    await vi.waitFor(
      async () => {
        const { events } = await admin.run('Events', { types: ['webhook.disabled'] });
        expect(JSON.stringify(events)).toContain(webhook.id);
      },
      { timeout: 5_000 },
    );
    const { data } = (await admin.ask('{ webhooks { ... on WebhookConnection { nodes { id status statusReason } } } }')).body;
    expect(data!['webhooks'].nodes).toContainEqual({ id: webhook.id, status: 'DISABLED', statusReason: 'GONE' });
  });

  it.each([
    ['ftp://oa.example.cn/', 'webhook-url-not-valid'],
    ['https://user:secret@oa.example.cn/', 'webhook-url-not-valid'],
    ['https://oa.example.cn/#a', 'webhook-url-not-valid'],
    ['not an address', 'webhook-url-not-valid'],
    ['https://oa.example.cn:22/', 'webhook-port-refused'],
    ['http://127.0.0.1:25/', 'webhook-port-refused'],
  ])('do not lead to %s', async (to, code) => {
    const { registerWebhook } = await admin.run('RegisterWebhook', { input: { url: to, eventTypes: ['*'], description: '' }, key: key() });
    expect(codes(registerWebhook)).toEqual([code]);
  });

  it.each([[['nope']], [['policy.*']], [['project.*', 'project.*']], [[]]])(
    'do not ask for %j: the types that there are are named',
    async (eventTypes) => {
      const { webhook } = await register(admin);
      const asked = { url: 'https://oa.example.cn/', eventTypes, description: '' };
      const replies = [
        (await admin.run('RegisterWebhook', { input: asked, key: key() })).registerWebhook,
        (await admin.run('ChangeWebhook', { input: { id: webhook.id, version: 1, eventTypes }, key: key() })).changeWebhook,
      ];
      for (const reply of replies) {
        expect(codes(reply)).toEqual(['webhook-event-types-not-valid']);
        expect(JSON.stringify(reply)).toContain('project.recorded');
      }
    },
  );

  it('say all that is wrong with them at once', async () => {
    const input = { url: `https://oa.example.cn/${'a'.repeat(2_000)}`, eventTypes: ['Project.*'], description: 'a'.repeat(501) };
    const { registerWebhook } = await admin.run('RegisterWebhook', { input, key: key() });
    expect(codes(registerWebhook)).toEqual(['webhook-url-not-valid', 'webhook-event-types-not-valid', 'webhook-description-too-long']);
  });

  it('are switched by several at once, and their secret is changed by one of them: the others are told what it is now', async () => {
    const { webhook } = await register(admin);
    const { id } = webhook;
    for (let round = 0; round < 5; round++) {
      const switched = await Promise.all(
        [1, 2, 3].map(async () => (await admin.run('DisableWebhook', { id, key: key() })).disableWebhook.__typename),
      );
      expect(switched).toEqual(['Webhook', 'Webhook', 'Webhook']);
      const rotated = await Promise.all(
        [1, 2, 3].map(async () => (await admin.run('RotateWebhookSecret', { id, overlapHours: 1, key: key() })).rotateWebhookSecret),
      );
      const secrets = rotated.flatMap((one) => (one.__typename === 'WebhookWithSecret' ? [one.secret] : []));
      expect(secrets.length).toBeGreaterThan(0);
      for (const one of rotated)
        if (one.__typename !== 'WebhookWithSecret')
          expect(one).toMatchObject({
            __typename: 'WebhookConflict',
            problems: [{ code: 'webhook-changed-since' }],
            current: { description: '甲' },
          });
    }
  });

  it.each([
    [{ description: '甲\u0000' }, 'webhook-description-not-valid'],
    [{ description: '甲\ud83d' }, 'webhook-description-not-valid'],
    [{ url: 'https://oa.example.cn/\u0000' }, 'webhook-url-not-valid'],
    [{ url: 'https://oa.example.cn/\ud83d' }, 'webhook-url-not-valid'],
  ])('hold nothing that cannot be kept: %j', async (over, code) => {
    const { webhook } = await register(admin);
    const input = { url: 'https://oa.example.cn/', eventTypes: ['*'], description: '', ...over };
    expect(codes((await admin.run('RegisterWebhook', { input, key: key() })).registerWebhook)).toEqual([code]);
    const change = { id: webhook.id, version: 1, ...over };
    expect(codes((await admin.run('ChangeWebhook', { input: change, key: key() })).changeWebhook)).toEqual([code]);
  });

  it('of another district are as if they were not there; so are deliveries, events and cursors', async () => {
    const { webhook } = await register(admin);
    await admin.run('TestWebhook', { id: webhook.id, key: key() });
    await arrived(1);
    const [delivery] = await deliveries(webhook.id);
    const other = await api.signedIn('pudong', ['district-admin']);
    const answers = async (id: string, deliveryId: string) => [
      codes((await other.run('TestWebhook', { id, key: key() })).testWebhook),
      codes((await other.run('EnableWebhook', { id, key: key() })).enableWebhook),
      codes((await other.run('RotateWebhookSecret', { id, overlapHours: 0, key: key() })).rotateWebhookSecret),
      codes((await other.run('ChangeWebhook', { input: { id, version: 1 }, key: key() })).changeWebhook),
      codes((await other.run('WebhookDeliveries', { webhook: id })).webhookDeliveries),
      codes((await other.run('ReplayDelivery', { id: deliveryId, key: key() })).replayDelivery),
      codes(
        (await other.run('ReplayEvents', { webhook: id, from: '2020-01-01T00:00:00Z', to: '2030-01-01T00:00:00Z', key: key() }))
          .replayEvents,
      ),
    ];
    const none = '019ac0de-0000-7000-8000-000000000000';
    expect(await answers(webhook.id, delivery!.id)).toEqual(await answers(none, none));
    expect(await answers('not an id', "' or 1=1")).toEqual(await answers(none, none));
    expect(JSON.stringify([await other.run('Webhooks', {}), await other.run('Events', { types: ['*'] })])).not.toContain(webhook.id);
    const page = (await admin.ask(`{ events(first: 1) { ... on EventConnection { pageInfo { endCursor } } } }`)).body.data!['events'];
    const foreign = await other.ask(`{ events(first: 1, after: "${page.pageInfo.endCursor}") { __typename ${PROBLEMS} } }`);
    expect(codes(foreign.body.data!['events'])).toEqual(['cursor-not-valid']);
  });

  it('are not for everybody: nobody signed in, and no applicant, reads or changes any', async () => {
    const applicant = await api.signedIn('yangpu', ['applicant']);
    for (const [who, code] of [
      [api, 'sign-in-required'],
      [applicant, 'not-permitted'],
    ] as const) {
      const reply = await who.ask(
        `mutation { testWebhook(id: "x", idempotencyKey: "k") { __typename ${PROBLEMS} } disableWebhook(id: "x", idempotencyKey: "k") { __typename ${PROBLEMS} } }`,
      );
      expect(Object.values(reply.body.data!).flatMap(codes)).toEqual([code, code]);
      const read = await who.ask(
        `{ webhooks { __typename ${PROBLEMS} } events { __typename ${PROBLEMS} } webhookDeliveries { __typename ${PROBLEMS} } }`,
      );
      expect(Object.values(read.body.data!).flatMap(codes)).toEqual([code, code, code]);
    }
  });

  it('page forwards and backwards over events and deliveries, each once', async () => {
    const { webhook } = await register(admin);
    for (let count = 0; count < 5; count++) await admin.run('TestWebhook', { id: webhook.id, key: key() });
    await arrived(5);
    for (const list of ['events(types: ["webhook.tested"], ', `webhookDeliveries(webhook: "${webhook.id}", `]) {
      const type = list.startsWith('events') ? 'EventConnection' : 'WebhookDeliveryConnection';
      const read = async (args: string) => {
        const reply = await admin.ask(
          `{ list: ${list}${args}) { __typename ... on ${type} { nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } ${PROBLEMS} } }`,
        );
        return reply.body.data!['list'] as {
          nodes: { id: string }[];
          pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
        };
      };
      const whole = (await read('first: 100')).nodes.map(({ id }) => id);
      const forwards: string[] = [];
      for (let page = await read('first: 2'); ; page = await read(`first: 2, after: "${page.pageInfo.endCursor}"`)) {
        forwards.push(...page.nodes.map(({ id }) => id));
        if (!page.pageInfo.hasNextPage) break;
      }
      const backwards: string[] = [];
      for (let page = await read('last: 2'); ; page = await read(`last: 2, before: "${page.pageInfo.startCursor}"`)) {
        backwards.unshift(...page.nodes.map(({ id }) => id));
        if (!page.pageInfo.hasPreviousPage) break;
      }
      expect(forwards).toEqual(whole);
      expect(backwards).toEqual(whole);
    }
  });
});
