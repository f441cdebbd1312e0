/** What the server needs before it can answer. */
export interface Readiness {
  /** The server is stopping: it is not ready any more, and clients are told to let their connections go. */
  readonly isDraining: boolean;
  beginDraining(): void;
  /** Name of each part -> why it is not ready; empty: ready. */
  check(): Promise<Readonly<Record<string, string>>>;
}

/** What readiness asks. */
export interface ReadinessParts {
  readonly database: { ping(): Promise<void> };
  /** Published policies that can be asked. */
  readonly policyCount: () => number;
}

/** Ready: the database answers, at least one policy can be asked, and the server is not stopping. Reasons are ours: a driver's message may hold an address. */
export const readinessOf = ({ database, policyCount }: ReadinessParts): Readiness => {
  let isDraining = false;
  return {
    get isDraining() {
      return isDraining;
    },
    beginDraining: () => {
      isDraining = true;
    },
    check: async () => {
      if (isDraining) return { draining: '正在停止服务 · the server is stopping' };
      const problems: Record<string, string> = {};
      await database.ping().catch(() => {
        problems['database'] = '数据库无应答 · the database does not answer';
      });
      if (policyCount() === 0) problems['policies'] = '没有已发布的政策 · no policy is published';
      return problems;
    },
  };
};
