import { DOCUMENTS, type Operations } from './operations.generated.ts';

/** What a server says of a request that it could not serve. */
export interface ServerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** A request that came to errors instead of an answer: a document or variables that do not fit, or a fault. Refusals are answers and throw nothing. */
export class RequestFailed extends Error {
  readonly status: number;
  readonly requestId: string | null;
  readonly errors: readonly ServerError[];

  constructor(status: number, requestId: string | null, errors: readonly ServerError[]) {
    super(errors.map(({ message }) => message).join('; ') || `HTTP ${status}`);
    this.name = 'RequestFailed';
    this.status = status;
    this.requestId = requestId;
    this.errors = errors;
  }
}

interface Body {
  readonly data?: unknown;
  readonly errors?: readonly ServerError[];
}

const JSON_TYPES = /^application\/(graphql-response\+)?json/;

/** Runs an operation by its name, variables and answer typed; throws `RequestFailed`. */
export type RunOperation = <Name extends keyof Operations>(
  name: Name,
  variables: Operations[Name]['variables'],
) => Promise<Operations[Name]['answer']>;

/** A client of the server whose GraphQL endpoint is `endpoint`. */
export const graphqlClient =
  (endpoint: string, send: typeof fetch = fetch): RunOperation =>
  async (name, variables) => {
    const response = await send(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' },
      body: JSON.stringify({ query: DOCUMENTS[name], operationName: name, variables }),
    });
    const text = await response.text();
    const isJson = JSON_TYPES.test(response.headers.get('content-type') ?? '');
    const { data, errors = [] }: Body = isJson ? (JSON.parse(text) as Body) : {};
    if (errors.length > 0 || typeof data !== 'object' || data === null)
      throw new RequestFailed(response.status, response.headers.get('x-request-id'), errors);
    return data as Operations[typeof name]['answer'];
  };
