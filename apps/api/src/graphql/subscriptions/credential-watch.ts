import type { Caller, Presentation } from '@guicheng/application';
import type { Recognition } from '../caller-of.ts';
import { CLOSES, type SocketClose } from './socket-close.ts';

/** How often it is seen whether a credential still holds, ms. */
const EVERY = 500;

/** What a socket showed. */
export interface Shown {
  readonly token: string;
  readonly address: string | null;
}

const rightsOf = ({ posts, scopes }: Caller): string => JSON.stringify([posts, scopes]);

/** Who holds it; undefined: it does not hold. `quiet`: that is no use of it. */
export const holderOf = async ({ authenticate, clock }: Recognition, shown: Shown, quiet: boolean): Promise<Caller | undefined> => {
  const presentation: Presentation = { at: clock.now(), address: shown.address, quiet };
  const found = await authenticate(shown.token, presentation);
  return found.ok ? found.value : undefined;
};

/** Sees again and again whether the credential holds, with the same rights; ends the socket when not, or when that cannot be seen. Gives what stops it. */
export const watchCredential = (recognition: Recognition, shown: Shown, caller: Caller, end: (why: SocketClose) => void): (() => void) => {
  let isLooking = false;
  const look = async (): Promise<void> => {
    const holder = await holderOf(recognition, shown, true);
    if (holder === undefined) end(CLOSES.notSignedIn);
    else if (rightsOf(holder) !== rightsOf(caller)) end(CLOSES.rightsChanged);
  };
  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    look()
      .catch(() => end(CLOSES.fault))
      .finally(() => (isLooking = false));
  }, EVERY);
  return () => clearInterval(timer);
};
