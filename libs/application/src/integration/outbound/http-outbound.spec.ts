import { lookup } from 'node:dns/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { fixedClock, instantOf, type Instant } from '@guicheng/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allowedNetworks, NO_NETWORKS } from './address-guard.ts';
import { httpOutbound, type HttpOutboundParts } from './http-outbound.ts';
import type { OutboundAnswer } from './outbound.ts';
import { HOOK_TEST } from './tls.fixture.ts';

const LOOPBACK = allowedNetworks(['127.0.0.1'])!;
const names =
  (...addresses: string[]): HttpOutboundParts['resolve'] =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

describe('the outbound client', () => {
  let server: Server;
  let port: number;
  let heard: { method: string; url: string; host: string; body: string }[];
  let answer: RequestListener;

  const send = (url: string, parts: Partial<HttpOutboundParts> = {}): Promise<OutboundAnswer> =>
    httpOutbound({
      resolve: names('127.0.0.1'),
      allowed: LOOPBACK,
      clock: fixedClock(instantOf(1_790_000_000_000) as Instant),
      ...parts,
    }).send({
      url,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"一":1}',
    });

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        heard.push({ method: request.method!, url: request.url!, host: request.headers.host!, body });
        answer(request, response);
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    heard = [];
    answer = (_, response) => void response.writeHead(200, { 'retry-after': '7' }).end('好');
  });

  it('goes to the ports of the web, or to those that it was given, and to no others', async () => {
    expect(await send('http://hook.test:22/')).toMatchObject({ kind: 'failed', code: 'address-refused' });
    expect(await send(`http://hook.test:${port}/`, { ports: [{ from: 443, to: 443 }] })).toMatchObject({
      kind: 'failed',
      code: 'address-refused',
    });
    expect(await send(`http://hook.test:${port}/`, { ports: [{ from: port, to: port }] })).toMatchObject({ kind: 'answered' });
    expect(heard).toHaveLength(1);
  });

  it('posts, and gives status, Retry-After and the beginning of the answer', async () => {
    expect(await send(`http://hook.test:${port}/in?a=1`)).toEqual({
      kind: 'answered',
      status: 200,
      retryAfter: '7',
      body: '好',
      duration: 0,
    });
    expect(heard).toEqual([{ method: 'POST', url: '/in?a=1', host: `hook.test:${port}`, body: '{"一":1}' }]);
  });

  it('goes nowhere but where it may', async () => {
    const hosts = [
      '127.0.0.1',
      'localhost',
      '[::1]',
      '0.0.0.0',
      '127.1',
      '2130706433',
      '0x7f000001',
      '0177.0.0.1',
      '[::ffff:127.0.0.1]',
      '[::ffff:7f00:1]',
    ];
    for (const protocol of ['http', 'https'])
      for (const host of [...hosts, '127.0.0.1.', 'localhost.', '[0:0:0:0:0:0:0:1]', '①②⑦.⓪.⓪.①'])
        expect(
          await send(`${protocol}://${host}:${port}/`, { allowed: NO_NETWORKS, resolve: (name) => lookup(name, { all: true }) }),
          host,
        ).toMatchObject({
          kind: 'failed',
          code: expect.stringMatching(/^(address-refused|name-not-found)$/),
        });
    for (const address of ['169.254.169.254', '10.0.0.1', 'fd00:ec2::254', '::ffff:10.0.0.1', 'fe80::1%eth0'])
      expect(await send('https://metadata.test/', { allowed: NO_NETWORKS, resolve: names(address) })).toMatchObject({
        code: 'address-refused',
      });
    for (const url of ['file:///etc/passwd', 'gopher://x', 'ftp://1.1.1.1', 'not a url', '', 'javascript:1'])
      expect(await send(url)).toMatchObject({ code: 'address-refused' });
    expect(heard).toEqual([]);
  });

  it('refuses a name one of whose addresses is internal, and plain http to the internet', async () => {
    expect(await send(`https://mixed.test:${port}/`, { allowed: NO_NETWORKS, resolve: names('1.1.1.1', '127.0.0.1') })).toMatchObject({
      code: 'address-refused',
    });
    expect(await send('http://plain.test/', { resolve: names('1.1.1.1') })).toMatchObject({ code: 'address-refused' });
    expect(await send('http://nothing.test/', { resolve: names() })).toMatchObject({ code: 'address-refused' });
  });

  it('connects to the address that it judged: a name that changes its mind is not asked again', async () => {
    let asked = 0;
    const resolve: HttpOutboundParts['resolve'] = async () => [{ address: asked++ === 0 ? '127.0.0.1' : '10.0.0.1', family: 4 }];
    expect(await send(`http://rebind.test:${port}/`, { resolve })).toMatchObject({ kind: 'answered', status: 200 });
    expect(asked).toBe(1);
  });

  it.each([301, 302, 303, 307, 308])('does not follow a redirect (%i)', async (status) => {
    answer = (_, response) => void response.writeHead(status, { location: `http://127.0.0.1:${port}/internal` }).end();
    expect(await send(`http://hook.test:${port}/`)).toMatchObject({ kind: 'answered', status });
    expect(heard.map(({ url }) => url)).toEqual(['/']);
  });

  it('reads no more than the beginning, of an answer without end too; NUL and half characters do not get through', async () => {
    answer = (_, response) => {
      response.writeHead(500);
      const more = (): void => {
        while (!response.destroyed && response.write('字\u0000'.repeat(1_000)));
        response.once('drain', more);
      };
      more();
    };
    const got = await send(`http://hook.test:${port}/`, { keep: 10 });
    expect(got).toMatchObject({ kind: 'answered', status: 500, body: '字\uFFFD字\uFFFD' });
  });

  it('waits no longer than its time: for a name, for an answer, and for the rest of one', async () => {
    expect(await send('http://slow.test/', { timeout: 30, resolve: () => new Promise(() => undefined) })).toMatchObject({
      code: 'timed-out',
    });
    answer = () => undefined;
    expect(await send(`http://hook.test:${port}/`, { timeout: 60 })).toMatchObject({ code: 'timed-out' });
    answer = (_, response) => void response.writeHead(202).write('half');
    expect(await send(`http://hook.test:${port}/`, { timeout: 60 })).toMatchObject({ kind: 'answered', status: 202, body: 'half' });
  });

  it('names what it broke on', async () => {
    answer = (request) => request.socket.destroy();
    expect(await send(`http://hook.test:${port}/`)).toMatchObject({ code: 'connection-lost' });
    expect(await send('http://hook.test:1/', { ports: [{ from: 1, to: 1 }] })).toMatchObject({ code: 'connection-refused' });
    expect(
      await send('http://none.test/', { resolve: () => Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' })) }),
    ).toMatchObject({ code: 'name-not-found' });
    expect(await send(`https://hook.test:${port}/`)).toMatchObject({ code: 'tls-refused' });
    answer = (_, response) => void response.socket?.end('not http\r\n\r\n');
    expect(await send(`http://hook.test:${port}/`)).toMatchObject({ code: 'connection-failed' });
  });

  it('asks a server over TLS who it is, by the name in the address', async () => {
    const { key, certificate: authorities } = HOOK_TEST;
    const tls = createTlsServer({ key, cert: authorities }, (_, response) => void response.end('ok'));
    await new Promise<void>((listening) => tls.listen(0, '127.0.0.1', listening));
    const { port: tlsPort } = tls.address() as AddressInfo;
    expect(await send(`https://hook.test:${tlsPort}/`, { authorities })).toMatchObject({ kind: 'answered', body: 'ok' });
    expect(await send(`https://other.test:${tlsPort}/`, { authorities })).toMatchObject({ code: 'tls-refused' });
    expect(await send(`https://hook.test:${tlsPort}/`)).toMatchObject({ code: 'tls-refused' });
    tls.closeAllConnections();
    tls.close();
  });
});
