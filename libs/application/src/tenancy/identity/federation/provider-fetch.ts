import type { Outbound, OutboundFailure } from '../../../integration/outbound/outbound.ts';

/** An answer of the other system was not to be had. */
export class ProviderUnreachable extends Error {
  constructor(readonly code: OutboundFailure | 'origin-refused') {
    super(`the identity provider was not reached: ${code}`);
  }
}

interface Asked {
  readonly method?: string;
  readonly headers?: HeadersInit;
  readonly body?: unknown;
}

/**
 * `fetch` that reaches these origins only, through the guarded outbound client: no redirects, no internal addresses, bounded in time and size. Throws `ProviderUnreachable`.
 */
export const providerFetch =
  (outbound: Outbound, origins: ReadonlySet<string>) =>
  async (url: string, { method = 'GET', headers, body }: Asked): Promise<Response> => {
    if (!URL.canParse(url) || !origins.has(new URL(url).origin)) throw new ProviderUnreachable('origin-refused');
    const answer = await outbound.send({
      url,
      method: method === 'POST' ? 'POST' : 'GET',
      headers: Object.fromEntries(new Headers(headers).entries()),
      body: body === undefined || body === null ? null : body instanceof URLSearchParams ? body.toString() : String(body as string),
    });
    if (answer.kind === 'failed') throw new ProviderUnreachable(answer.code);
    // What is asked here is JSON throughout; whatever else it is does not parse.
    const hasBody = ![204, 205, 304].includes(answer.status);
    return new Response(hasBody ? answer.body : null, { status: answer.status, headers: { 'content-type': 'application/json' } });
  };
