import { createHash, createHmac } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localObjectStore } from './local-object-store.ts';
import { ObjectTooLarge, type ObjectStore } from './object-store.ts';
import { s3ObjectStore } from './s3-object-store.ts';

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest();

interface Signed {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signedHeaders: string;
  /** `20130524/us-east-1/s3/aws4_request`. */
  readonly scope: string;
}

/** Signature Version 4, written down from Amazon's description: the judge of what the client sends. */
const signatureOf = (secret: string, { method, path, headers, signedHeaders, scope }: Signed): string => {
  const lines = signedHeaders.split(';').map((name) => `${name}:${(headers[name] ?? '').trim()}\n`);
  const canonical = [method, path, '', lines.join(''), signedHeaders, headers['x-amz-content-sha256']].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const key = scope.split('/').reduce<string | Buffer>((derived, part) => hmac(derived, part), `AWS4${secret}`);
  return hmac(key, toSign).toString('hex');
};

it('the judge agrees with the example that Amazon publishes', () => {
  const headers = {
    host: 'examplebucket.s3.amazonaws.com',
    range: 'bytes=0-9',
    'x-amz-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'x-amz-date': '20130524T000000Z',
  };
  const signed = {
    method: 'GET',
    path: '/test.txt',
    headers,
    signedHeaders: 'host;range;x-amz-content-sha256;x-amz-date',
    scope: '20130524/us-east-1/s3/aws4_request',
  };
  expect(signatureOf('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', signed)).toBe(
    'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  );
});

const SECRET = 'a secret of the store';

/** A bucket in memory that looks at every signature and digest. */
const startBucket = async (): Promise<{ readonly server: Server; readonly url: string; readonly objects: Map<string, Buffer> }> => {
  const objects = new Map<string, Buffer>();
  const isSigned = ({ method, url, headers }: IncomingMessage, body: Buffer): boolean => {
    const match = /^AWS4-HMAC-SHA256 Credential=id\/(\S+), SignedHeaders=(\S+), Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    );
    if (match === null || headers['x-amz-content-sha256'] !== sha256(body)) return false;
    const [, scope, signedHeaders, signature] = match as unknown as [string, string, string, string];
    const given = { method: method!, path: url!, headers: headers as Record<string, string>, signedHeaders, scope };
    return (
      ['host', 'x-amz-content-sha256', 'x-amz-date'].every((name) => signedHeaders.split(';').includes(name)) &&
      signatureOf(SECRET, given) === signature
    );
  };
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      if (!isSigned(request, body)) return response.writeHead(403).end();
      const found = objects.get(request.url!);
      if (request.method === 'PUT') objects.set(request.url!, body);
      if (request.method === 'DELETE') objects.delete(request.url!);
      if (request.method === 'GET' && found === undefined) return response.writeHead(404).end();
      return response.writeHead(request.method === 'DELETE' ? 204 : 200).end(request.method === 'GET' ? found : undefined);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, objects };
};

async function* chunks(...parts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Buffer.from(part);
}
async function* breaking(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('half');
  throw new Error('the sender is gone');
}

describe.each(['local', 's3'] as const)('an object store: %s', (kind) => {
  let folder: string;
  let store: ObjectStore;
  let bucket: Awaited<ReturnType<typeof startBucket>> | undefined;
  const everything = async (): Promise<string[]> => [
    ...(await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name),
    ...(bucket?.objects.keys() ?? []),
  ];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guicheng-objects-'));
    if (kind === 's3') bucket = await startBucket();
    const credentials = { region: 'cn-test-1', accessKeyId: 'id', secretAccessKey: SECRET };
    store =
      bucket === undefined
        ? localObjectStore(folder)
        : s3ObjectStore({ endpoint: bucket.url, bucket: 'guicheng', spoolDirectory: folder, ...credentials });
  });
  afterAll(async () => {
    await new Promise<void>((resolve) => (bucket === undefined ? resolve() : void bucket.server.close(() => resolve())));
    await rm(folder, { recursive: true });
  });

  it('keeps what it is given, with size and digest, gives it back and takes it away', async () => {
    expect(await store.put('east/one', chunks('规程', '!'), 7)).toEqual({ size: 7, sha256: sha256('规程!') });
    expect((await buffer((await store.get('east/one'))!)).toString()).toBe('规程!');
    await store.delete('east/one');
    expect(await store.get('east/one')).toBeUndefined();
    await store.delete('east/one');
  });

  it('keeps nothing of what is too large or breaks off', async () => {
    await expect(store.put('east/two', chunks('1234', '5678'), 7)).rejects.toThrow(ObjectTooLarge);
    await expect(store.put('east/three', breaking(), 100)).rejects.toThrow('the sender is gone');
    expect(await everything()).toEqual([]);
  });

  it.each(['../x', 'east/../x', '/x/y', 'east', 'East/x', 'east/x\\y', 'east//x', 'east/x.pdf', 'east/%2e'])(
    'takes no key that is not of ours: %s',
    async (key) => {
      await expect(store.put(key, chunks('x'), 1)).rejects.toThrow('object key');
      await expect(store.get(key)).rejects.toThrow('object key');
    },
  );
});

it('a bucket that refuses is a fault, and nothing is left on the way', async () => {
  const bucket = await startBucket();
  const folder = await mkdtemp(join(tmpdir(), 'guicheng-objects-'));
  const options = { endpoint: bucket.url, bucket: 'b', spoolDirectory: folder, region: 'r', accessKeyId: 'id' };
  const store = s3ObjectStore({ ...options, secretAccessKey: 'another' });
  await expect(store.put('east/one', chunks('x'), 9)).rejects.toThrow('answered 403 to PUT');
  await expect(store.get('east/one')).rejects.toThrow('answered 403 to GET');
  expect(await readdir(folder)).toEqual([]);
  await rm(folder, { recursive: true });
  await new Promise<void>((resolve) => void bucket.server.close(() => resolve()));
});
