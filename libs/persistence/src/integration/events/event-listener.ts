import { Client } from 'pg';
import { EVENT_CHANNEL } from './event-channel.ts';

/** Told of what was relayed. */
export interface EventHandler {
  /** These events of a district were handed on, in the order of their mutations. */
  relayed(district: string, eventIds: readonly string[]): void;
  /** From the last word on something may have been missed: the connection was lost. It is being made again. */
  interrupted(): void;
}

/** What listens. */
export interface EventListener {
  close(): Promise<void>;
}

/** How soon a lost connection is made again, ms. */
const AGAIN_AFTER = 1_000;

/** Listens on a connection of its own for what workers relay, until it is closed. Throws when the first connection fails. */
export const listenToEvents = async (url: string, handler: EventHandler): Promise<EventListener> => {
  let closed = false;
  let client: Client | undefined;
  let timer: NodeJS.Timeout | undefined;

  const connect = async (): Promise<void> => {
    const fresh = new Client({ connectionString: url, application_name: 'guicheng events', keepAlive: true });
    let isLost = false;
    const lose = (): void => {
      if (isLost || closed) return;
      isLost = true;
      handler.interrupted();
      timer = setTimeout(again, AGAIN_AFTER);
    };
    fresh.on('error', lose);
    fresh.on('end', lose);
    fresh.on('notification', ({ payload = '' }) => {
      const [district = '', ...eventIds] = payload.split(' ');
      handler.relayed(district, eventIds);
    });
    client = fresh;
    try {
      await fresh.connect();
      await fresh.query(`listen ${EVENT_CHANNEL}`);
    } catch (error) {
      lose();
      await fresh.end().catch(() => undefined);
      throw error;
    }
    if (closed) await fresh.end();
  };
  const again = (): void => void connect().catch(() => undefined);

  try {
    await connect();
  } catch (error) {
    closed = true;
    clearTimeout(timer);
    throw error;
  }
  return {
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
};
