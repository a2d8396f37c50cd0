// A client of the Client Integration listener, for tests of what its requests do at the screens.
import { connect, type Socket } from 'node:net';

export interface Sent {
  /** The reply, without its line feed; empty where the connection was closed without one. */
  readonly reply: Promise<string>;
  /** Goes, without waiting any longer. */
  leave(): void;
}

/** Sends a document to the listener on a port. */
export function send(port: number, document: string): Sent {
  let socket: Socket | undefined;
  const reply = new Promise<string>((resolve, reject) => {
    let text = '';
    socket = connect(port, '127.0.0.1', () => socket?.write(document));
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      if (text.endsWith('\n')) socket?.destroy();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(text.trimEnd()));
  });
  return { reply, leave: () => socket?.destroy() };
}

/** A request without parameters. */
export function requestOf(functionName: string, { apiKey, deviceId = '' }: { readonly apiKey: string; readonly deviceId?: string }): string {
  return `<ClientIntegrationRequest><APIKey>${apiKey}</APIKey><DeviceID>${deviceId}</DeviceID><DeviceVersion>2.4.1</DeviceVersion><RequestUID>r1</RequestUID><Function>${functionName}</Function><FunctionVersion>1.0</FunctionVersion></ClientIntegrationRequest>`;
}

/** What a reply has in an element, e.g. `DeviceID`; the first one that has something in it. */
export function textIn(reply: string, element: string): string | undefined {
  return new RegExp(`<${element}>([^<]+)</${element}>`).exec(reply)?.[1];
}

/** The code of an error reply. */
export function errorIn(reply: string): string | undefined {
  return /<Error Code="(\w+)"/.exec(reply)?.[1];
}
