import { endianness } from 'node:os';
import { describe, expect, it } from 'vitest';
import { type Ends, hasGone } from '../../src/listener/peer.js';

const header = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';
const row = (local: string, remote: string, state: string, inode: number): string =>
  `   0: ${local} ${remote} ${state} 00000000:00000000 00:00000000 00000000  1000        0 ${inode} 1 0000000000000000 20 0 0 10 -1\n`;
const ends: Ends = { localAddress: '127.0.0.1', localPort: 40700, remoteAddress: '127.0.0.1', remotePort: 50000 };
const little = endianness() === 'LE';
const [ours, theirs] = little ? ['0100007F:9EFC', '0100007F:C350'] : ['7F000001:9EFC', '7F000001:C350'];
const us = row(ours, theirs, '08', 77);
const read = (table: string) => async (): Promise<string> => header + table;

describe('the presence of a client', () => {
  it('B2.8: it is there while someone has its socket, whatever the socket’s state', async () => {
    expect(await hasGone(ends, read(us + row(theirs, ours, '05', 78)))).toBe(false);
    expect(await hasGone(ends, read(row(theirs, ours, '01', 78) + us))).toBe(false);
  });

  it('B2.8: it has gone when nobody has its socket, or there is none', async () => {
    expect(await hasGone(ends, read(us + row(theirs, ours, '05', 0)))).toBe(true);
    expect(await hasGone(ends, read(us))).toBe(true);
  });

  it('B2.8: it counts as there where the system does not tell', async () => {
    expect(await hasGone(ends, async () => Promise.reject(new Error('no such file')))).toBe(false);
    expect(await hasGone(ends, read(''))).toBe(false);
    expect(await hasGone(ends, read(row(theirs, ours, '05', 0)))).toBe(false);
  });

  it.runIf(little)('B2.8: also over ::1', async () => {
    const paths: string[] = [];
    const loopback = '00000000000000000000000001000000';
    const table = row(`${loopback}:9EFC`, `${loopback}:C350`, '08', 77);
    const gone = await hasGone({ ...ends, localAddress: '::1', remoteAddress: '::1' }, async (path) => {
      paths.push(path);
      return header + table;
    });
    expect([gone, paths]).toEqual([true, ['/proc/net/tcp6']]);
  });
});
