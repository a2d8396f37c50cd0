// Carries out one client's script through the recording proxy.
import { setTimeout } from 'node:timers/promises';
import type { Capture, RecordingProxy } from './proxy.js';
import type { Script } from './script.js';

export interface Told {
  readonly script: Script;
  readonly capture: Capture;
}

/** How long a listener may take to answer all and close, in milliseconds. */
const patienceMs = 60_000;

/** @throws if the listener does not close a connection whose client has closed its sending half */
export async function follow(proxy: RecordingProxy, script: Script): Promise<Told> {
  const { socket, capture } = await proxy.open();
  const { chunk, documents, ending, separator } = script;
  const bytes = Buffer.concat(documents.flatMap((document) => [document.bytes, Buffer.from(document.kind === 'whole' ? separator : '')]));
  socket.on('error', () => undefined);
  socket.resume();
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  for (let at = 0; at < bytes.length && socket.writable; at += chunk) {
    await new Promise<void>((resolve) => void socket.write(bytes.subarray(at, at + chunk), () => resolve()));
    if (at + chunk < bytes.length) await new Promise((resolve) => setImmediate(resolve));
  }
  if (ending.kind === 'leave') {
    await setTimeout(ending.afterMs);
    socket.destroy();
  } else {
    if (ending.kind === 'halfClose') await Promise.race([new Promise<void>((resolve) => socket.once('data', () => resolve())), closed, setTimeout(100)]);
    socket.end();
  }
  const patience = new AbortController();
  await Promise.race([
    closed,
    setTimeout(patienceMs, undefined, { signal: patience.signal }).then(() => {
      throw new Error('The listener does not close a connection that its client has closed.');
    }),
  ]);
  patience.abort();
  return { script, capture };
}
