/** Where a browser keeps what sign-in gives it; the server has cookies. */
export interface SessionCarrier {
  /** The token of a session that came along; null: none. */
  readonly session: string | null;
  /** What an earlier sign-in gave this browser; null: nothing. */
  readonly device: string | null;
  /** What the client calls itself. */
  readonly client: string;
  give(session: string, device: string): void;
  /** The browser forgets the session. */
  takeAway(): void;
}
