// The thread of a bare server that sends a fixed line back for whatever comes: what the machine itself takes for an exchange, measured beside ours.
import { createServer } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

// Whoever starts the thread gives the line.
const line = Buffer.from(workerData as string);
const server = createServer({ noDelay: true }, (socket) => {
  socket.on('error', () => undefined);
  socket.on('data', () => socket.write(line));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  parentPort?.postMessage(typeof address === 'object' && address !== null ? address.port : 0);
});
