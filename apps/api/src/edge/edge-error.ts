/** What a request can do wrong before it is any GraphQL: status, stable code, and the sentence for people. */
export class EdgeError extends Error {
  constructor(
    readonly statusCode: number,
    readonly code: string,
    readonly zh: string,
    readonly en: string,
  ) {
    super(en);
  }
}

/** The reply's body: GraphQL clients find `errors` where they look for it. */
export const errorBody = ({ code, zh, en }: Pick<EdgeError, 'code' | 'zh' | 'en'>, requestId: string) => ({
  errors: [{ message: `${zh} · ${en}`, extensions: { code, messageZh: zh, messageEn: en, requestId } }],
});
