import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';

/** A server as a balancer sees it: it gets requests until it says that its connections close. */
export interface Upstream {
  readonly url: string;
  readonly agent: Agent;
  isOpen: boolean;
  answered: number;
}

/** Sends each request to the next server that is open, once: what fails has failed. */
export class Balancer {
  readonly #upstreams = new Set<Upstream>();
  #sent = 0;

  add(url: string): Upstream {
    const upstream = { url, agent: new Agent({ keepAlive: true }), isOpen: true, answered: 0 };
    this.#upstreams.add(upstream);
    return upstream;
  }

  remove(upstream: Upstream): void {
    this.#upstreams.delete(upstream);
    upstream.agent.destroy();
  }

  close(): void {
    for (const upstream of [...this.#upstreams]) this.remove(upstream);
  }

  /** Stands in for `fetch`; of the address only the path counts. Rejects when no server is open, or the connection breaks. */
  readonly fetch: typeof fetch = async (input, init = {}) => {
    const open = [...this.#upstreams].filter(({ isOpen }) => isOpen);
    const upstream = open[this.#sent++ % open.length];
    if (upstream === undefined) throw new Error('no server is open');
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    const headers = Object.fromEntries(new Headers(init.headers));
    const outgoing = request(`${upstream.url}${pathname}`, { agent: upstream.agent, method: init.method ?? 'GET', headers });
    outgoing.end(init.body);
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
    if (response.headers.connection === 'close') upstream.isOpen = false;
    const parts: Buffer[] = [];
    for await (const part of response) parts.push(part as Buffer);
    upstream.answered += 1;
    return new Response(Buffer.concat(parts), {
      status: response.statusCode ?? 0,
      headers: { 'content-type': response.headers['content-type'] ?? '' },
    });
  };
}
