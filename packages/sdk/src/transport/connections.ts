// Connections that stay open between reads, where the peer lets them (decision 0055).
import type { Clock } from '../clock.js';
import { type Connection, type Endpoint, openConnection } from './connection.js';

/** A connection for one request. */
export interface LentConnection extends Connection {
  /** `none`: it is new. `known`: it has carried others. `trial`: so it has, and whether this peer answers a second request is not known yet. */
  readonly past: 'none' | 'known' | 'trial';
  /** It carried a whole reply to its request, and may carry another request. */
  giveBack(): void;
  /** It has shown that this peer should be given a new connection for each request: closes all, and keeps none from here on. */
  distrust(): void;
}

export interface Connections {
  /**
   * A connection for one request. Whoever takes it gives it back or closes it.
   * @param may `new`: nothing but a new one, for what must not be asked twice. `kept`: any. `trial`: any, and one that finds out whether the peer keeps them.
   */
  take(may: 'new' | 'kept' | 'trial'): LentConnection;
  /** Closes those that rest; those that are lent are closed by who has them. */
  close(): void;
}

export interface ConnectionsOptions {
  readonly clock: Clock;
  /** For how long a connection stays open without a request, in milliseconds. */
  readonly idleMs: number;
  /** How many stay open at most; 0 for none. */
  readonly atMost: number;
}

export function createConnections(endpoint: Endpoint, { clock, idleMs, atMost }: ConnectionsOptions): Connections {
  /** What this peer does with a second request of a connection, as far as it is known. */
  let peer: 'untried' | 'onTrial' | 'answers' | 'closes' = 'untried';
  /** The one that rests longest stands first. */
  const resting = new Map<Connection, number>();

  const close = (): void => {
    peer = 'closes';
    for (const connection of resting.keys()) connection.close();
    resting.clear();
  };
  const rest = (connection: Connection): void => {
    if (peer === 'closes' || resting.size >= atMost) {
      connection.close();
      return;
    }
    resting.set(connection, clock.monotonic());
    connection.rest(idleMs, (why) => {
      resting.delete(connection);
      // Sooner than we would: it closes after each reply.
      if (peer === 'untried' && why === 'peer') peer = 'closes';
    });
  };
  /** The one that was used last: the least likely to be closed just now. */
  const lastUsed = (): Connection | undefined => {
    for (const [connection, since] of [...resting].reverse()) {
      resting.delete(connection);
      if (connection.isOpen() && clock.monotonic() - since < idleMs) return connection;
      connection.close();
    }
    return undefined;
  };
  const lent = (connection: Connection, past: LentConnection['past']): LentConnection => ({
    ...connection,
    past,
    close: () => {
      connection.close();
      // Nothing was found out.
      if (past === 'trial' && peer === 'onTrial') peer = 'untried';
    },
    giveBack: () => {
      if (past === 'trial') peer = 'answers';
      rest(connection);
    },
    distrust: () => {
      connection.close();
      close();
    },
  });
  return {
    take: (may) => {
      const isTrial = may === 'trial' && peer === 'untried';
      const kept = isTrial || (may !== 'new' && peer === 'answers') ? lastUsed() : undefined;
      if (kept === undefined) return lent(openConnection(endpoint), 'none');
      if (isTrial) peer = 'onTrial';
      return lent(kept, isTrial ? 'trial' : 'known');
    },
    close,
  };
}
