// The client that an outbox sends with, and whose listeners hear of it.
import { hearOutbox, type SystmOne } from '../client.js';
import type { OutboxEvent } from '../events/events.js';

export interface OutboxConnection {
  /** The client of before, or a new one. */
  get(): Promise<SystmOne>;
  /** The next one is a new one. */
  drop(): void;
  /** Tells the client's listeners; where there is no client, once there is one: of each entry the latest. */
  tell(event: OutboxEvent): void;
}

export function outboxConnection(connect: () => Promise<SystmOne>): OutboxConnection {
  let client: SystmOne | undefined;
  const untold = new Map<string, OutboxEvent>();
  return {
    get: async () => {
      if (client !== undefined) return client;
      client = await connect();
      for (const event of untold.values()) client[hearOutbox](event);
      untold.clear();
      return client;
    },
    drop: () => {
      client = undefined;
    },
    tell: (event) => {
      if (client !== undefined) {
        client[hearOutbox](event);
        return;
      }
      untold.delete(event.id);
      untold.set(event.id, event);
    },
  };
}
