/** What a request can do wrong before it is any GraphQL: status, stable code, the sentence for people, and headers of the reply. */
export class EdgeError extends Error {
  constructor(
    readonly statusCode: number,
    readonly code: string,
    readonly zh: string,
    readonly en: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(en);
  }
}

/** The reply's body: GraphQL clients find `errors` where they look for it. */
export const errorBody = ({ code, zh, en }: Pick<EdgeError, 'code' | 'zh' | 'en'>, requestId: string) => ({
  errors: [{ message: `${zh} · ${en}`, extensions: { code, messageZh: zh, messageEn: en, requestId } }],
});
