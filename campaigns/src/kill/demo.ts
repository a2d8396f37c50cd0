// `s1kit demo` as a process of its own, that can be killed.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Client, createClient, type RunFile } from 's1kit';
import { type Answer, answerOf, requestText } from '../practice/request.js';

/** Who takes longer than this to start or to reply hangs. */
const patienceMs = 60_000;

const program = fileURLToPath(new URL('../../../packages/cli/bin/s1kit.js', import.meta.url));

/** A process that may not have come to listen yet. */
export interface Starting {
  readonly child: ChildProcess;
  /** Resolves when it listens; `undefined` if it was killed before. @throws {Error} if it ended by itself, with what it told */
  readonly ready: Promise<Running | undefined>;
  /** Ends it at once, as `kill -9` does. */
  kill(): Promise<void>;
}

export interface Running {
  /** The folder that files are read from and written to. */
  readonly files: string;
  readonly apiKey: string;
  readonly client: Client;
  /** Sends a request. @throws {ConnectionLost} */
  send(
    functionName: string,
    parameters?: string,
    parts?: { readonly requestUid?: string; readonly apiKey?: string; readonly deviceId?: string },
  ): Promise<Answer>;
  /** Sends a request that must succeed; gives its reply. @throws {ConnectionLost} @throws {Error} naming the error code */
  ask(functionName: string, parameters?: string, requestUid?: string): Promise<string>;
}

/** The environment went before it replied. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

export interface DemoOptions {
  readonly throttle: 'off' | 'error';
  readonly deviceId?: string;
}

/** Starts it on the data in a folder, which is made if there is none. */
export function startDemo(folder: string, { deviceId, throttle }: DemoOptions): Starting {
  const data = join(folder, 'data');
  const options = ['--data', data, '--patients', '20', '--port', '0', '--http-port', '0', '--throttle', throttle, '--approve', 'always', '--json'];
  const env = { PATH: process.env.PATH, HOME: folder, XDG_RUNTIME_DIR: join(folder, 'runtime'), TMPDIR: folder };
  const child = spawn(process.execPath, [program, 'demo', ...options], { env, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let told = '';
  child.stderr.on('data', (piece: Buffer) => {
    told += piece.toString();
  });
  let isKilled = false;
  const ended = once(child, 'exit');
  const endedFirst = ended.then(() => {
    if (isKilled) return undefined;
    throw new Error(`It ended by itself: ${told.trim()}`);
  });
  let late: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    late = setTimeout(() => reject(new Error('It does not come to listen.')), patienceMs);
  });
  const ready = Promise.race([once(child.stdout, 'data').then(() => true), endedFirst, tooLate])
    .then((listens) => (listens ? runningIn(data, deviceId) : undefined))
    .finally(() => clearTimeout(late));
  // Who kills it during its start does not wait for it to be ready.
  ready.catch(() => undefined);
  return {
    child,
    ready,
    kill: async () => {
      isKilled = true;
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function runningIn(data: string, known: string | undefined): Promise<Running> {
  // The environment that has just told that it is ready wrote the file.
  const run = JSON.parse(readFileSync(join(data, 'run.json'), 'utf8')) as RunFile;
  const { apiKey, port } = run;
  const exchange = async (text: string): Promise<Answer> => {
    const answer = answerOf(await replyTo(port, text));
    if (answer === undefined) throw new ConnectionLost();
    return answer;
  };
  const deviceId = known ?? (await exchange(requestText({ apiKey, function: 'GetFunctions' }))).deviceId;
  const send: Running['send'] = (functionName, parameters = '', parts = {}) =>
    exchange(requestText({ apiKey, deviceId, function: functionName, parameters, ...parts }));
  return {
    apiKey,
    files: join(data, 'files'),
    client: createClient(run),
    send,
    ask: async (functionName, parameters, requestUid = 'read') => {
      const { error, text } = await send(functionName, parameters, { requestUid });
      if (error !== undefined) throw new Error(`${functionName} was refused: ${error}.`);
      return text;
    },
  };
}

/** The line that answers a document, on a connection of its own; `undefined` where the connection ends first. @throws {Error} where none comes */
function replyTo(port: number, document: string): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.setTimeout(patienceMs, () => {
      reject(new Error('It does not reply.'));
      socket.destroy();
    });
    const pieces: Buffer[] = [];
    socket.on('data', (piece) => {
      pieces.push(piece);
      if (piece.at(-1) !== 0x0a) return;
      resolve(Buffer.concat(pieces).toString('latin1'));
      socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(undefined));
    socket.write(document);
  });
}
