// An application of a supplier, as tests want one: its documents go over the real socket, approved at once.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Environment } from 's1kit';

export interface Supplier {
  /**
   * Sends a request and gives the reply's document.
   * @param parameters the content of FunctionParameters
   * @param requestUid one of its own, if left out
   */
  ask(functionName: string, parameters?: string, requestUid?: string): Promise<string>;
}

/** One that sees in the environment what became of a document that is not answered. */
export interface WatchingSupplier extends Supplier {
  /** Sends a request that gets no reply; resolves when it is on record. */
  drop(functionName: string, parameters: string, requestUid: string): Promise<void>;
  /** Sends the beginning of a document and goes; resolves when it is on record. */
  breakOff(document: string): Promise<void>;
}

/**
 * @param port of a workstation's listener
 * @param apiKey of an application that is approved without a prompt: `--approve always`
 */
export function supplierAt(port: number, apiKey: string): Supplier {
  return supplier(port, apiKey);
}

/** The sample application at the first workstation of an environment that approves every application at once. */
export function supplierIn(environment: Environment): WatchingSupplier {
  const { apiKey, port } = environment;
  const { ask, documentOf } = supplier(port, apiKey);
  return {
    ask,
    drop: async (functionName, parameters, requestUid) => {
      const recorded = nextOnRecord(environment);
      const socket = await connected(port);
      socket.write(documentOf(functionName, parameters, requestUid));
      await recorded;
      socket.destroy();
    },
    breakOff: async (document) => {
      const recorded = nextOnRecord(environment);
      const socket = await connected(port);
      socket.write(document, () => socket.destroySoon());
      await recorded;
    },
  };
}

function supplier(port: number, apiKey: string) {
  let deviceId = '';
  let count = 0;
  const documentOf = (functionName: string, parameters: string, requestUid: string): string => {
    const envelope = `<APIKey>${apiKey}</APIKey><DeviceID>${deviceId}</DeviceID><RequestUID>${requestUid}</RequestUID>`;
    return `<ClientIntegrationRequest>${envelope}<Function>${functionName}</Function><FunctionVersion>1.0</FunctionVersion><FunctionParameters>${parameters}</FunctionParameters></ClientIntegrationRequest>`;
  };
  return {
    documentOf,
    ask: async (functionName: string, parameters = '', requestUid = `request-${port}-${++count}`): Promise<string> => {
      const reply = await exchange(port, documentOf(functionName, parameters, requestUid));
      deviceId = /<DeviceID>([0-9a-f]+)<\/DeviceID>/u.exec(reply)?.[1] ?? deviceId;
      return reply;
    },
  };
}

function nextOnRecord({ workstations }: Environment): Promise<void> {
  return new Promise((resolve) => {
    const end = workstations[0]?.subscribe(({ event }) => {
      if (event !== 'message') return;
      end?.();
      resolve();
    });
  });
}

async function connected(port: number): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', port });
  await once(socket, 'connect');
  return socket;
}

/** One document on a connection of its own. */
async function exchange(port: number, document: string): Promise<string> {
  const socket = await connected(port);
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
