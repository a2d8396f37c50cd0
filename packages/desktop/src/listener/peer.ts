// Whether a client that has closed its sending half has closed altogether. TCP does not tell: both look the same until something is sent.
// On Linux the system's table of sockets does, for both ends are on this machine; elsewhere a client counts as there.
import { readFile } from 'node:fs/promises';
import { endianness } from 'node:os';
import type { Clock } from '@s1kit/link';

/** The two ends of a connection, as we see them. */
export interface Ends {
  readonly localAddress: string;
  readonly localPort: number;
  readonly remoteAddress: string;
  readonly remotePort: number;
}

/** Reads a table of the system's sockets; rejects where there is none. */
export type ReadTable = (path: string) => Promise<string>;

/** How old a table may be, in milliseconds, when several ask. */
const tableAgeMs = 200;

/** The system's tables, read once for all who ask at about the same time. */
export function sharedTables(clock: Clock): ReadTable {
  const tables = new Map<string, { readonly readAt: number; readonly text: Promise<string> }>();
  return (path) => {
    const known = tables.get(path);
    const now = clock.monotonic();
    if (known !== undefined && now - known.readAt < tableAgeMs) return known.text;
    const text = readFile(path, 'latin1');
    tables.set(path, { readAt: now, text });
    return text;
  };
}

/** @returns true only if the client's end is known to be nobody's any more */
export async function hasGone(ends: Ends, readTable: ReadTable): Promise<boolean> {
  const table = await readTable(ends.localAddress.includes(':') ? '/proc/net/tcp6' : '/proc/net/tcp').catch(() => '');
  const ours = `${endpoint(ends.localAddress, ends.localPort)} `;
  const theirs = `${endpoint(ends.remoteAddress, ends.remotePort)} `;
  // Where our own end is not listed, the table says nothing about this connection.
  if (!table.includes(` ${ours}${theirs}`)) return false;
  const start = table.indexOf(` ${theirs}${ours}`);
  if (start === -1) return true;
  // sl, local, remote, state, queues, timer, retransmits, uid, timeout, inode: a socket without an owner has no inode.
  const fields = table.slice(start, table.indexOf('\n', start)).trim().split(/\s+/);
  return fields[8] === '0';
}

/** An address and port as the table writes them: each 32 bits of the address in the machine's byte order. */
function endpoint(address: string, port: number): string {
  const bytes = address.includes(':') ? ipv6Bytes(address) : ipv4Bytes(address);
  const words: string[] = [];
  for (let at = 0; at < bytes.length; at += 4) {
    const word = bytes.slice(at, at + 4);
    words.push((endianness() === 'LE' ? word.reverse() : word).map(hex).join(''));
  }
  return `${words.join('')}:${hex(port >> 8)}${hex(port & 0xff)}`;
}

function hex(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}

function ipv4Bytes(address: string): number[] {
  return address.split('.').map(Number);
}

function ipv6Bytes(address: string): number[] {
  const [head = '', tail] = address.split('::');
  const groups = (text: string): number[] =>
    text === ''
      ? []
      : text.split(':').flatMap((group) => (group.includes('.') ? ipv4Bytes(group) : [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff]));
  const before = groups(head);
  const after = groups(tail ?? '');
  return [...before, ...new Array<number>(16 - before.length - after.length).fill(0), ...after];
}
