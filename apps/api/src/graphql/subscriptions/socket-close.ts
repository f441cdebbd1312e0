/** Ends a socket with a code, and a reason that begins with a stable code; at most 123 bytes of it are sent. */
export class SocketClose extends Error {
  constructor(
    readonly status: number,
    readonly reason: string,
  ) {
    super(reason);
  }
}

/** Why sockets are ended. */
export const CLOSES = {
  notSignedIn: new SocketClose(4401, 'credential-not-valid: 凭证无效或已失效 · the credential does not hold'),
  noCredential: new SocketClose(4401, 'sign-in-required: 请在 connection_init 中出示凭证 · show a credential in connection_init'),
  rightsChanged: new SocketClose(4403, 'rights-changed: 权限已变更，请重新连接 · rights changed, connect again'),
  // The code that the protocol itself has for it.
  late: new SocketClose(4408, 'connection-init-late: 未及时出示凭证 · connection_init within 3 s'),
  tooManySockets: new SocketClose(4429, 'too-many-sockets: 连接过多 · at most 20 sockets a caller'),
  noPoints: new SocketClose(4429, 'rate-limited: 请求过于频繁，请稍后重试 · too many requests, try again later'),
  missed: new SocketClose(4410, 'events-missed: 请用 events(after: 末条的 cursor) 续读 · read on by events(after: the last cursor)'),
  fault: new SocketClose(4500, 'internal-error: 服务器内部错误 · fault of the server'),
  stopping: new SocketClose(1001, 'server-stopping: 服务器停止 · the server stops'),
} as const;
