/** Where people and programs reach the server: what is configured, else where it listens, which is known when it does. */
export interface PublicAddress {
  /** Without a slash at the end. Throws before the server listens, where nothing is configured. */
  origin(): string;
  /** Tells where it listens. */
  listensAt(url: string): void;
}

/** `configured`: the setting `PUBLIC_URL`. */
export const publicAddress = (configured: string | null): PublicAddress => {
  let known = configured;
  return {
    origin: () => {
      if (known === null) throw new Error('the server does not listen yet');
      return known;
    },
    listensAt: (url) => void (known ??= url),
  };
};
