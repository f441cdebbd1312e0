import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes that are in use after everything that can be dropped was dropped. */
export function heapInUse(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
