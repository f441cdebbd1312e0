import type { DueDelivery } from '@guicheng/persistence';

/** How many deliveries a worker makes at once. */
export interface PlaceLimits {
  readonly concurrency: number;
  /** To one endpoint. */
  readonly perEndpoint: number;
  /** For one district. */
  readonly perDistrict: number;
}

/** What the places stand on. */
export interface PlaceParts extends PlaceLimits {
  /** Makes one delivery; does not reject. */
  readonly make: (district: string, deliveryId: string) => Promise<void>;
  /** What is due in a district and in nobody's hand, longest due first, but for these endpoints. */
  readonly due: (district: string, limit: number, except: readonly string[]) => Promise<readonly DueDelivery[]>;
  readonly onFault: (error: unknown) => void;
}

/** The deliveries that a worker has in hand. */
export interface Places {
  /** How many more there is room for. */
  free(): number;
  /** Begins those for which there is a place; looks for the rest in the tables, when there is. */
  offer(district: string, deliveries: readonly DueDelivery[]): void;
  /** Resolves when one of those in hand is done; at once when there is none. */
  oneDone(): Promise<void>;
  /** Begins nothing more, and resolves when all in hand are done. */
  close(): Promise<void>;
}

/** A district that has something in hand, or for which there was no place. */
interface OfDistrict {
  readonly inHand: Map<string, string>;
  /** The tables may hold what is due and of which no job tells any more. */
  isMore: boolean;
  isLooking: boolean;
  isToLookAgain: boolean;
}

/**
 * Places for deliveries, so many for an endpoint and so many for a district: receivers that never answer hold theirs and no others'. What finds no place stays due
 * in its table, and is looked for there as soon as there is one.
 */
export const placesOf = ({ make, due, onFault, concurrency, perEndpoint, perDistrict }: PlaceParts): Places => {
  const districts = new Map<string, OfDistrict>();
  const running = new Set<Promise<void>>();
  let isClosed = false;

  const stateOf = (district: string): OfDistrict => {
    const found = districts.get(district) ?? { inHand: new Map<string, string>(), isMore: false, isLooking: false, isToLookAgain: false };
    districts.set(district, found);
    return found;
  };
  const free = (): number => (isClosed ? 0 : concurrency - running.size);
  const roomOf = ({ inHand }: OfDistrict): number => Math.min(free(), perDistrict - inHand.size);
  const heldBy = ({ inHand }: OfDistrict, endpoint: string): number => [...inHand.values()].filter((one) => one === endpoint).length;
  const fullOf = (state: OfDistrict): string[] =>
    [...new Set(state.inHand.values())].filter((endpoint) => heldBy(state, endpoint) >= perEndpoint);

  /** Begins what has a place; gives how many, and notes whether some had none. */
  const begin = (district: string, state: OfDistrict, deliveries: readonly DueDelivery[]): number => {
    let begun = 0;
    for (const { deliveryId, endpointId } of deliveries) {
      if (state.inHand.has(deliveryId)) continue;
      if (roomOf(state) <= 0 || heldBy(state, endpointId) >= perEndpoint) {
        state.isMore = true;
        continue;
      }
      begun += 1;
      state.inHand.set(deliveryId, endpointId);
      const one = make(district, deliveryId).finally(() => {
        running.delete(one);
        state.inHand.delete(deliveryId);
        lookOn(district, state);
      });
      running.add(one);
    }
    return begun;
  };

  const look = async (district: string, state: OfDistrict): Promise<void> => {
    for (let isOn = true; isOn;) {
      const room = roomOf(state);
      if (room <= 0) {
        state.isMore = true;
        return;
      }
      state.isToLookAgain = false;
      state.isMore = false;
      // Those in hand may not be claimed yet, and come again.
      const limit = room + state.inHand.size;
      const full = fullOf(state);
      const found = await due(district, limit, full);
      const begun = begin(district, state, found);
      state.isMore ||= found.length === limit || full.length > 0;
      isOn = state.isToLookAgain || (state.isMore && begun > 0);
    }
  };

  const lookFor = (district: string, state: OfDistrict): void => {
    state.isToLookAgain = true;
    if (state.isLooking || roomOf(state) <= 0) return;
    state.isLooking = true;
    void look(district, state)
      .catch((error: unknown) => {
        state.isMore = true;
        onFault(error);
      })
      .finally(() => {
        state.isLooking = false;
        if (state.inHand.size === 0 && !state.isMore) districts.delete(district);
      });
  };

  /** A place is free: for the district itself, and for those that had to wait for any. */
  const lookOn = (district: string, state: OfDistrict): void => {
    for (const [name, other] of districts) if (name !== district && other.isMore) lookFor(name, other);
    if (state.isMore || state.isLooking) lookFor(district, state);
    else if (state.inHand.size === 0) districts.delete(district);
  };

  return {
    free,
    offer: (district, deliveries) => void begin(district, stateOf(district), deliveries),
    oneDone: async () => {
      if (running.size > 0) await Promise.race(running);
    },
    close: async () => {
      isClosed = true;
      while (running.size > 0) await Promise.all(running);
    },
  };
};
