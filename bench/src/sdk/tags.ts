// What an application without the SDK would begin with: saxes over the bytes of a reply, and nothing made of what it says.
import { connect, type Socket } from 'node:net';
import { SaxesParser } from 'saxes';

export interface Tags {
  /** Takes a block of a reply. @returns whether the reply is whole */
  read(block: Uint8Array): boolean;
  /** How many elements `Event` there were. */
  events(): number;
}

export function tagReader(): Tags {
  const parser = new SaxesParser({ xmlns: false });
  const bytesToText = new TextDecoder('utf-8', { fatal: true });
  let depth = 0;
  let begun = false;
  let events = 0;
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => {
    begun = true;
    depth += 1;
    if (name === 'Event') events += 1;
  });
  parser.on('text', () => undefined);
  parser.on('closetag', () => {
    depth -= 1;
  });
  return {
    read: (block) => {
      parser.write(bytesToText.decode(block, { stream: true }));
      return begun && depth === 0;
    },
    events: () => events,
  };
}

/** Sends a request and reads its reply. @throws where the connection is closed before */
export function askBare(socket: Socket, request: string): Promise<Tags> {
  return new Promise((resolve, reject) => {
    const tags = tagReader();
    const settle = (outcome: () => void): void => {
      socket.removeAllListeners();
      outcome();
    };
    socket.on('data', (block: Buffer) => {
      if (tags.read(block)) settle(() => resolve(tags));
    });
    socket.on('error', (error) => settle(() => reject(error)));
    socket.on('close', () => settle(() => reject(new Error('The connection was closed before the reply was whole.'))));
    socket.write(request);
  });
}

export function openSocket(port: number): Socket {
  return connect({ host: '127.0.0.1', port, noDelay: true });
}
