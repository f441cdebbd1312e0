import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AwsV4Signer } from 'aws4fetch';
import { checkKey, type ObjectStore } from './object-store.ts';
import { spoolTo } from './spool.ts';

/** An S3-compatible store. */
export interface S3Options {
  /** `https://…`, without the bucket; objects are addressed as `<endpoint>/<bucket>/<key>`. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Folder for what is on its way: its size and digest must be known before it is sent. */
  readonly spoolDirectory: string;
}

const EMPTY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
/** A store that says nothing for so long is away, ms. */
const SILENCE = 30_000;

const drained = async (response: IncomingMessage): Promise<void> => {
  for await (const chunk of response) void chunk;
};

/** A bucket. The signature covers the digest of what is sent, so that it arrives as it was or not at all. */
export const s3ObjectStore = (options: S3Options): ObjectStore => {
  const { endpoint, bucket, spoolDirectory, ...credentials } = options;
  const send = async (
    method: 'PUT' | 'GET' | 'DELETE',
    key: string,
    body: { readonly path: string; readonly size: number; readonly sha256: string } | null,
  ): Promise<IncomingMessage> => {
    checkKey(key);
    const address = `${endpoint.replace(/\/$/, '')}/${bucket}/${key}`;
    const headers = { 'x-amz-content-sha256': body?.sha256 ?? EMPTY_SHA256 };
    const signed = await new AwsV4Signer({ method, url: address, headers, service: 's3', ...credentials }).sign();
    const request = (address.startsWith('https:') ? requestHttps : requestHttp)(address, {
      method,
      timeout: SILENCE,
      headers: { ...Object.fromEntries(signed.headers), ...(body === null ? {} : { 'content-length': body.size }) },
    });
    request.on('timeout', () => request.destroy(new Error('the object store does not answer')));
    const answer = new Promise<IncomingMessage>((resolve, reject) => request.on('response', resolve).on('error', reject));
    if (body === null) request.end();
    else await Promise.race([pipeline(createReadStream(body.path), request), answer]);
    return answer;
  };
  const failed = async (what: string, response: IncomingMessage): Promise<Error> => {
    await drained(response);
    return new Error(`the object store answered ${response.statusCode} to ${what}`);
  };
  return {
    put: async (key, source, limit) => {
      checkKey(key);
      await mkdir(spoolDirectory, { recursive: true, mode: 0o700 });
      const path = join(spoolDirectory, randomUUID());
      const stored = await spoolTo(path, source, limit);
      try {
        const response = await send('PUT', key, { path, ...stored });
        if (response.statusCode !== 200) throw await failed('PUT', response);
        await drained(response);
        return stored;
      } finally {
        await rm(path, { force: true });
      }
    },
    get: async (key) => {
      const response = await send('GET', key, null);
      if (response.statusCode === 200) return response;
      if (response.statusCode !== 404) throw await failed('GET', response);
      await drained(response);
      return undefined;
    },
    delete: async (key) => {
      const response = await send('DELETE', key, null);
      if (![200, 204, 404].includes(response.statusCode ?? 0)) throw await failed('DELETE', response);
      await drained(response);
    },
  };
};
