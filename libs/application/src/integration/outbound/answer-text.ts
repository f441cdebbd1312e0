/** Control characters besides tab and line ends: PostgreSQL keeps no NUL, and none of them is for a log that people read. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** The first `keep` bytes as text: what is no UTF-8 and control characters become U+FFFD; half a character at the end is dropped. */
export const startOf = (chunks: readonly Uint8Array[], keep: number): string =>
  new TextDecoder().decode(Buffer.concat(chunks).subarray(0, keep), { stream: true }).replace(CONTROL, '\uFFFD');
