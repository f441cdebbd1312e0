import type { OutboundFailure } from './outbound.ts';

const BY_CODE: Readonly<Record<string, OutboundFailure>> = {
  ENOTFOUND: 'name-not-found',
  ENODATA: 'name-not-found',
  EAI_AGAIN: 'name-not-found',
  ECONNREFUSED: 'connection-refused',
  ECONNRESET: 'connection-lost',
  EPIPE: 'connection-lost',
  ETIMEDOUT: 'timed-out',
};

/** Names that Node and OpenSSL give when the other side could not prove who it is, or speaks no TLS. */
const TLS = /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_|EPROTO$)/;

/** What a connection broke on, by the code of the error. */
export const failureOf = (error: unknown): OutboundFailure => {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  return (Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : undefined) ?? (TLS.test(code) ? 'tls-refused' : 'connection-failed');
};
