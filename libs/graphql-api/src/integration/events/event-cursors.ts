import type { EventPosition } from '@guicheng/persistence';
import type { Cursors, ListScope, Position } from '../../paging/cursors.ts';

/** The order of all events of a district: where one stands in it is the same whatever types are asked for. */
export const EVENT_ORDER: Omit<ListScope, 'district'> = { list: 'EventConnection', filter: null, order: 'commit' };

/** An event's position as cursors hold it. */
export const positionOfEvent = ({ sequence, place }: EventPosition): Position => [String(sequence), place];

/** The position that a cursor holds. */
export const eventPosition = (position: Position): EventPosition => ({ sequence: BigInt(String(position[0])), place: Number(position[1]) });

/** Cursors of events, wherever these are shown. */
export interface EventCursors {
  write(district: string, at: EventPosition): string;
  /** Undefined: not a cursor that an event of this district has. */
  read(district: string, cursor: string): EventPosition | undefined;
}

/** Events' cursors are those of `Query.events`. */
export const eventCursors = (cursors: Cursors): EventCursors => ({
  write: (district, at) => cursors.write({ ...EVENT_ORDER, district }, positionOfEvent(at)),
  read: (district, cursor) => {
    const position = cursors.read({ ...EVENT_ORDER, district }, cursor);
    return position === undefined ? undefined : eventPosition(position);
  },
});
