// One request on a connection of its own, for what is to be known before load begins.
import { once } from 'node:events';
import { connect } from 'node:net';

/** @returns the reply with the line feed at its end */
export async function exchangeOnce(port: number, request: string): Promise<Buffer> {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true });
  await once(socket, 'connect');
  const chunks: Buffer[] = [];
  socket.write(request, 'latin1');
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    if (chunk[chunk.length - 1] === 0x0a) break;
  }
  return Buffer.concat(chunks);
}

/**
 * Sends a first request, which issues a DeviceID: `--approve always`.
 * @throws {Error} if none was issued
 */
export async function newDevice(port: number, apiKey: string): Promise<string> {
  const reply = (await exchangeOnce(port, requestOf({ apiKey, deviceId: '', name: 'GetFunctions', parameters: '' }))).toString('latin1');
  const deviceId = /<DeviceID>([0-9a-f]{16})</.exec(reply)?.[1];
  if (deviceId === undefined) throw new Error('No DeviceID was issued.');
  return deviceId;
}

export interface RequestParts {
  readonly apiKey: string;
  readonly deviceId: string;
  /** The function. */
  readonly name: string;
  /** The content of FunctionParameters. */
  readonly parameters: string;
  readonly requestUid?: string;
}

/** A request as a client writes it: with a declaration, on one line. */
export function requestOf({ apiKey, deviceId, name, parameters, requestUid = 'first' }: RequestParts): string {
  const content = [
    ['APIKey', apiKey],
    ['DeviceID', deviceId],
    ['DeviceVersion', '1.0'],
    ['RequestUID', requestUid],
    ['Function', name],
    ['FunctionVersion', '1.0'],
    ['FunctionParameters', parameters],
  ].map(([element, text]) => `<${element}>${text}</${element}>`);
  return `<?xml version="1.0" encoding="utf-8"?><ClientIntegrationRequest>${content.join('')}</ClientIntegrationRequest>\n`;
}
