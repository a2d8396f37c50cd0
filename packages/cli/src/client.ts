// Talks to a running environment: the operations of link over HTTP, with the token of its run.json.
import { type InputOf, type OperationName, type OutputOf, operations } from '@s1kit/link';
import { CommandError } from './command-error.js';
import type { RunFile } from './data-folder/run-file.js';

export interface Client {
  /** The environment that it talks to. */
  readonly run: RunFile;
  /**
   * Carries out an operation.
   * @throws {CommandError} exit code 1, with the environment's own message
   * @example await client.perform('devices.list', {})
   */
  perform<N extends OperationName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>;
  /** Asks for something of the desktop itself, such as its prompts. */
  fetch(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown, signal?: AbortSignal): Promise<Response>;
}

/** A client of the environment that run.json tells of. */
export function createClient(run: RunFile): Client {
  const send = async (method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Response> => {
    let response: Response;
    try {
      response = await fetch(`http://127.0.0.1:${run.httpPort}/api${path}${workstationQuery(run, path)}`, {
        method,
        headers: { authorization: `Bearer ${run.token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(signal === undefined ? {} : { signal }),
      });
    } catch (cause) {
      if (signal?.aborted === true) throw cause;
      throw new CommandError(`The environment does not answer on 127.0.0.1:${run.httpPort}. If it was stopped, start it again with: s1kit demo`, 1, { cause });
    }
    if (!response.ok) throw new CommandError(await failureOf(response));
    return response;
  };
  return {
    run,
    fetch: send,
    perform: async (name, input) => {
      const { method, path } = operations[name];
      const rest: Record<string, unknown> = { ...input };
      const filled = path.replace(/:([A-Za-z]+)/g, (_, parameter: string) => {
        const value = String(rest[parameter]);
        delete rest[parameter];
        return encodeURIComponent(value);
      });
      const response = method === 'POST' ? await send(method, filled, rest) : await send(method, filled + queryOf(rest));
      // The environment answers as its operations declare: it is of the same version as this command, or says so.
      return (await response.json()) as OutputOf<typeof name>;
    },
  };
}

/** The first workstation is meant where none is named. */
function workstationQuery({ workstation }: RunFile, path: string): string {
  return workstation === undefined ? '' : `${path.includes('?') ? '&' : '?'}workstation=${encodeURIComponent(workstation)}`;
}

function queryOf(input: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(input).filter(([, value]) => value !== undefined);
  return given.length === 0 ? '' : `?${new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)])).toString()}`;
}

async function failureOf(response: Response): Promise<string> {
  try {
    const body: unknown = await response.json();
    if (typeof body === 'object' && body !== null && 'error' in body) {
      const { error } = body;
      if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message);
    }
  } catch {
    // Not JSON: the status says what there is to say.
  }
  return `The environment answered with status ${response.status}.`;
}
