// A supplier's application, as the tests of the audit want one: its documents go over the real socket, answered or not.
import { connect } from 'node:net';
import type { Environment } from 's1kit';

export interface Supplier {
  /** Sends a request and gives its reply. */
  ask(functionName: string, parameters?: string, requestUid?: string): Promise<string>;
  /** Sends a request that gets no reply; resolves when it is on record. */
  drop(functionName: string, parameters: string, requestUid: string): Promise<void>;
  /** Sends the beginning of a document and goes. */
  breakOff(document: string): Promise<void>;
}

/** In an environment that approves every application at once. */
export function supplierOf(environment: Environment): Supplier {
  let deviceId = '';
  let count = 0;

  const documentOf = (functionName: string, parameters: string, requestUid: string): string =>
    `<ClientIntegrationRequest><APIKey>${environment.apiKey}</APIKey><DeviceID>${deviceId}</DeviceID><RequestUID>${requestUid}</RequestUID><Function>${functionName}</Function><FunctionVersion>1.0</FunctionVersion><FunctionParameters>${parameters}</FunctionParameters></ClientIntegrationRequest>`;

  return {
    ask: async (functionName, parameters = '', requestUid = `r-${++count}`) => {
      const reply = await answer(environment.port, documentOf(functionName, parameters, requestUid));
      deviceId = /<DeviceID>([0-9a-f]+)</.exec(reply)?.[1] ?? deviceId;
      return reply;
    },
    drop: async (functionName, parameters, requestUid) => {
      const recorded = heardOf(environment);
      const socket = connect(environment.port, '127.0.0.1');
      socket.write(documentOf(functionName, parameters, requestUid));
      await recorded;
      socket.destroy();
    },
    breakOff: async (document) => {
      const recorded = heardOf(environment);
      const socket = connect(environment.port, '127.0.0.1');
      socket.write(document, () => socket.destroySoon());
      await recorded;
    },
  };
}

function heardOf({ workstations }: Environment): Promise<void> {
  return new Promise((resolve) => {
    const end = workstations[0]?.subscribe(({ event }) => {
      if (event !== 'message') return;
      end?.();
      resolve();
    });
  });
}

function answer(port: number, document: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(document));
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      if (text.endsWith('\n')) socket.destroy();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(text.trimEnd()));
  });
}
