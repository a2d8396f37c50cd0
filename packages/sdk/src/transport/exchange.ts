// One request and its reply, on a connection of their own, as every known client does it.
import { type Endpoint, type ExchangeOptions, openConnection, type ReplySink } from './connection.js';

/**
 * Sends a document and gives its reply to the sink, on a connection that is closed afterwards.
 * @throws {TransportFailure} where the reply is not whole
 * @throws what the sink throws, and the signal's reason
 */
export async function exchange(endpoint: Endpoint, document: string | Uint8Array, sink: ReplySink, options: ExchangeOptions): Promise<void> {
  options.signal?.throwIfAborted();
  const connection = openConnection(endpoint);
  try {
    await connection.exchange(document, sink, options);
  } finally {
    connection.close();
  }
}
