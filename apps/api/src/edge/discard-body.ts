import type { IncomingMessage } from 'node:http';

/** What is read and thrown away at most, bytes, and for how long, ms. */
const MOST_DISCARDED = 64 * 1024 * 1024;
const LONGEST_DISCARD = 10_000;

/**
 * Reads the rest of a body that is refused for its size. A client that is still sending would otherwise see its connection break
 * instead of the reply that says why. Ends early where that would be too much.
 */
export const discardBody = (request: IncomingMessage): Promise<void> =>
  new Promise((resolve) => {
    if (request.complete || Number(request.headers['content-length'] ?? 0) > MOST_DISCARDED) {
      resolve();
      return;
    }
    let discarded = 0;
    const done = (): void => {
      clearTimeout(timer);
      request.off('data', count);
      resolve();
    };
    const count = (chunk: Buffer): void => {
      discarded += chunk.length;
      if (discarded > MOST_DISCARDED) done();
    };
    const timer = setTimeout(done, LONGEST_DISCARD);
    request.on('data', count).once('end', done).once('close', done).once('error', done);
    request.resume();
  });
