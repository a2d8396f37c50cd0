// An application of a supplier, as tests want one: its requests go over the real socket, approved at once.
import { once } from 'node:events';
import { connect } from 'node:net';

export interface Supplier {
  /**
   * Sends a request and gives the reply's document.
   * @param parameters the content of FunctionParameters
   */
  ask(functionName: string, parameters?: string): Promise<string>;
}

/**
 * @param port of a workstation's listener
 * @param apiKey of an application that is approved without a prompt: `--approve always`
 */
export function supplierAt(port: number, apiKey: string): Supplier {
  let deviceId = '';
  let count = 0;
  return {
    ask: async (functionName, parameters = '') => {
      count += 1;
      const envelope = `<APIKey>${apiKey}</APIKey><DeviceID>${deviceId}</DeviceID><RequestUID>request-${port}-${count}</RequestUID>`;
      const document = `<ClientIntegrationRequest>${envelope}<Function>${functionName}</Function><FunctionVersion>1.0</FunctionVersion><FunctionParameters>${parameters}</FunctionParameters></ClientIntegrationRequest>`;
      const reply = await exchange(port, document);
      deviceId = /<DeviceID>([0-9a-f]+)<\/DeviceID>/u.exec(reply)?.[1] ?? deviceId;
      return reply;
    },
  };
}

/** One document on a connection of its own. */
async function exchange(port: number, document: string): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port });
  await once(socket, 'connect');
  const pieces: Buffer[] = [];
  // A reply is one line.
  const answered = new Promise<void>((resolve, reject) => {
    socket.on('data', (piece) => {
      pieces.push(piece);
      if (piece.includes('\n')) resolve();
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('The connection closed before the reply was whole.')));
  });
  socket.write(document);
  await answered;
  socket.destroy();
  return Buffer.concat(pieces).toString('utf8');
}
