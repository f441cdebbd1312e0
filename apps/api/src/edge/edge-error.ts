/** What a request can do wrong before it is any GraphQL: status, stable code, the sentence for people, headers of the reply, and what its body says besides. */
export class EdgeError extends Error {
  constructor(
    readonly statusCode: number,
    readonly code: string,
    readonly zh: string,
    readonly en: string,
    readonly headers: Readonly<Record<string, string>> = {},
    readonly extensions: Readonly<Record<string, unknown>> = {},
  ) {
    super(en);
  }
}

type Told = Pick<EdgeError, 'code' | 'zh' | 'en'> & Partial<Pick<EdgeError, 'extensions'>>;

/** The reply's body: GraphQL clients find `errors` where they look for it. */
export const errorBody = ({ code, zh, en, extensions = {} }: Told, requestId: string) => ({
  errors: [{ message: `${zh} · ${en}`, extensions: { code, messageZh: zh, messageEn: en, ...extensions, requestId } }],
});
