/** What the server needs before it can answer. */
export interface Readiness {
  /** Name of each part -> why it is not ready; empty: ready. */
  check(): Promise<Readonly<Record<string, string>>>;
}

/** What readiness asks. */
export interface ReadinessParts {
  readonly database: { ping(): Promise<void> };
  /** Published policies that can be asked. */
  readonly policyCount: () => number;
}

/** Ready: the database answers and at least one policy can be asked. Reasons are ours: a driver's message may hold an address. */
export const readinessOf = ({ database, policyCount }: ReadinessParts): Readiness => ({
  check: async () => {
    const problems: Record<string, string> = {};
    await database.ping().catch(() => {
      problems['database'] = '数据库无应答 · the database does not answer';
    });
    if (policyCount() === 0) problems['policies'] = '没有已发布的政策 · no policy is published';
    return problems;
  },
});
