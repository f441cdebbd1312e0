/** What the benchmark uses of autocannon, which brings no types. */
declare module 'autocannon' {
  export interface Result {
    readonly requests: { readonly average: number };
    readonly non2xx: number;
    readonly errors: number;
  }
  export interface Run extends Promise<Result> {
    /** `milliseconds`: from the request to the end of its answer. */
    on(event: 'response', listener: (client: unknown, status: number, bytes: number, milliseconds: number) => void): unknown;
  }
  export default function autocannon(options: {
    readonly url: string;
    readonly method: 'POST';
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    readonly connections: number;
    /** Seconds. */
    readonly duration: number;
  }): Run;
}
