/** A message to a server of somebody else's. */
export interface OutboundRequest {
  /** http or https; see `addressProblem` of the guard for where it may lead. */
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as UTF-8; null: none. */
  readonly body: string | null;
}

/** Why there was no answer, a stable code. */
export type OutboundFailure =
  /** The address is none that the deployment lets us speak to: internal, or plain http. */
  'address-refused' | 'name-not-found' | 'connection-refused' | 'connection-lost' | 'tls-refused' | 'timed-out' | 'connection-failed';

/** What came of a message. */
export type OutboundAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** The header `Retry-After`, as it was sent. */
      readonly retryAfter: string | null;
      /** The beginning of the answer, at most `keep` bytes of it, as text. */
      readonly body: string;
      /** ms */
      readonly duration: number;
    }
  | { readonly kind: 'failed'; readonly code: OutboundFailure; readonly duration: number };

/** The one way out to addresses that people of districts give. Redirects are answers; they are never followed. */
export interface Outbound {
  send(request: OutboundRequest): Promise<OutboundAnswer>;
}
