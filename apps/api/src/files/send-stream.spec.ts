import { Readable } from 'node:stream';
import fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../log.ts';
import { sendStream } from './send-stream.ts';

describe('a stream that fails once its head is out', () => {
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => void lines.push(line) });
  const server = fastify({ genReqId: () => 'r-1' });
  let url: string;
  beforeAll(async () => {
    server.get('/cut', (request, reply) => {
      const parts = async function* () {
        yield 'first';
        await new Promise((resolve) => setImmediate(resolve));
        throw new Error('the database went away');
      };
      return sendStream(request, reply, Readable.from(parts()), log);
    });
    url = await server.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(() => server.close());

  it('is logged once with its request id, and the connection is cut', async () => {
    const reply = await fetch(`${url}/cut?text=secret`);
    expect(reply.status).toBe(200);
    await expect(reply.text()).rejects.toThrow();
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { requestId: 'r-1', path: '/cut', msg: 'fault', err: { message: 'the database went away' } },
    ]);
  });
});
