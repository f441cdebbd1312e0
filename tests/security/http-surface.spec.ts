import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../graphql/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const JSON_TYPE = { 'content-type': 'application/json' };
const OK = JSON.stringify({ query: '{ engineVersion }' });

/** Sends bytes as they are and reads what comes until the server closes or is silent for `patience` ms. */
const raw = (bytes: string, patience = 300): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(api.url);
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let answer = '';
    socket.setEncoding('utf8');
    socket.setTimeout(patience, () => socket.end());
    socket.on('data', (chunk) => (answer += String(chunk)));
    socket.on('close', () => resolve(answer));
    socket.on('error', (error: NodeJS.ErrnoException) => (error.code === 'ECONNRESET' ? resolve(answer) : reject(error)));
  });

describe('every reply', () => {
  const REQUESTS: readonly [string, string, RequestInit][] = [
    ['an answer', '/graphql', { method: 'POST', headers: JSON_TYPE, body: OK }],
    ['a refusal of GraphQL', '/graphql', { method: 'POST', headers: JSON_TYPE, body: '{"query":"{ nothing }"}' }],
    ['a refusal before GraphQL', '/graphql', { method: 'POST', headers: JSON_TYPE, body: '{' }],
    ['another method', '/graphql', { method: 'DELETE' }],
    ['nothing at this address', '/nowhere', {}],
    ['an address that cannot be read', '/%zz', {}],
    ['health', '/healthz', {}],
    ['readiness', '/readyz', {}],
    ['metrics', '/metrics', {}],
    ['a page that is not built', '/graphiql/', {}],
    ['a folder', '/graphiql/assets/', {}],
  ];

  it.each(REQUESTS)('says how it is to be read, and lets no other site frame, run or read it: %s', async (_, path, init) => {
    const { headers } = await fetch(`${api.url}${path}`, { ...init, headers: { ...init.headers, origin: 'https://elsewhere.example' } });
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toMatch(/^(no-store|no-cache)/);
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('content-type')).toMatch(/; ?charset=utf-8/i);
    const policy = (headers.get('content-security-policy') ?? '').split('; ');
    expect(policy).toEqual(
      expect.arrayContaining(["default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"]),
    );
    // Neither a product's name nor a cookie, and no permission for other sites.
    expect([...headers.keys()].filter((name) => /^(server|x-powered-by|set-cookie|access-control-)/.test(name))).toEqual([]);
  });

  it('to a preflight of another site gives no permission', async () => {
    const asked = {
      origin: 'https://elsewhere.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    };
    const reply = await fetch(`${api.url}/graphql`, { method: 'OPTIONS', headers: asked });
    expect(reply.ok).toBe(false);
    expect([...reply.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });
});

describe('where people come by https', () => {
  it('every reply tells browsers to stay with it for two years; in clear none does', async () => {
    expect((await fetch(`${api.url}/healthz`)).headers.get('strict-transport-security')).toBeNull();
    const secure = await startTestApi({ publicUrl: 'https://rules.example.cn' });
    try {
      for (const path of ['/healthz', '/graphql', '/nowhere', '/%zz', '/metrics'])
        expect((await fetch(`${secure.url}${path}`)).headers.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains');
    } finally {
      await secure.close();
    }
  });
});

describe('the server', () => {
  it.each(['TRACE', 'TRACK', 'CONNECT'])('does not know %s', async (method) => {
    const answer = await raw(`${method} /graphql HTTP/1.1\r\nhost: x\r\nx-canary: canary-77\r\nconnection: close\r\n\r\n`);
    expect(answer).not.toMatch(/^HTTP\/1\.1 2/);
    expect(answer).not.toContain('canary-77');
  });

  it.each([
    ['length and chunks at once', `content-length: ${OK.length}\r\ntransfer-encoding: chunked`],
    ['two lengths', `content-length: ${OK.length}\r\ncontent-length: 1`],
    ['chunked spelt otherwise', 'transfer-encoding: xchunked'],
    ['chunked and something else', 'transfer-encoding: chunked, identity'],
    ['a length that is no number', 'content-length: +5'],
    ['a blank before the colon', `content-length : ${OK.length}`],
    ['a folded header', `x-folded: a\r\n b: c\r\ncontent-length : 0`],
  ])('closes the connection where a message does not say clearly where it ends: %s', async (_, framing) => {
    const smuggled = 'GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n';
    const answer = await raw(`POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n${framing}\r\n\r\n${OK}${smuggled}`);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer.match(/^HTTP\/1\.1 /gm)).toHaveLength(1);
    expect(answer).toContain('connection: close\r\n');
    expect(answer).toContain('x-content-type-options: nosniff\r\n');
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ errors: [{ extensions: { code: 'malformed-http' } }] });
    expect(answer).not.toContain('engineVersion');
  });

  it.each([
    '/graphiql/../package.json',
    '/graphiql/..%2f..%2fpackage.json',
    '/graphiql/%2e%2e/%2e%2e/etc/passwd',
    '/.git/config',
    '/.env',
    '/graphiql/assets',
  ])('serves no file but those of its pages: %s', async (path) => {
    const answer = await raw(`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`, 1_000);
    expect(answer).toMatch(/^HTTP\/1\.1 40[04] /);
    expect(answer).not.toMatch(/dependencies|root:|\[core\]/);
  });

  it('answers headers without end by code, and closes', async () => {
    const answer = await raw(`GET /healthz HTTP/1.1\r\nhost: x\r\nx-long: ${'a'.repeat(20_000)}`);
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
    expect(answer).toContain('"headers-too-large"');
  });

  it('takes no WebSocket but for subscriptions', async () => {
    const upgrade =
      'connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n';
    const answer = await raw(`GET /graphql HTTP/1.1\r\nhost: x\r\n${upgrade}\r\n`);
    expect(answer).not.toMatch(/^HTTP\/1\.1 101/);
  });

  it('leads a browser to its own page only, whatever host and scheme the request claims', async () => {
    const claims = { 'x-forwarded-host': 'elsewhere.example', 'x-forwarded-proto': 'https', forwarded: 'host=elsewhere.example' };
    const reply = await fetch(`${api.url}/`, { redirect: 'manual', headers: claims });
    expect([reply.status, reply.headers.get('location')]).toEqual([302, '/graphiql/']);
  });
});
