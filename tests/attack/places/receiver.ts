import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A receiver of webhooks, one path a district. */
export interface Receiver {
  readonly url: string;
  /** Everything that a district’s path was sent: request lines, headers, bodies. */
  heard(district: string): string;
  close(): void;
}

/** Listens on this machine and takes everything. */
export async function startReceiver(): Promise<Receiver> {
  const heard: { readonly path: string; readonly text: string }[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const path = request.url ?? '';
      heard.push({ path, text: `${path}\n${JSON.stringify(request.headers)}\n${Buffer.concat(parts).toString('utf8')}` });
      response.writeHead(204).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard: (district) =>
      heard
        .filter(({ path }) => path === `/${district}`)
        .map(({ text }) => text)
        .join('\n'),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
