import { describe, expect, it } from 'vitest';
import { fileSystemOf } from '../src/machine.js';

const mounts = `/dev/vda / ext4 rw 0 0
tmpfs /tmp tmpfs rw 0 0
/dev/vdb /srv/data xfs rw 0 0
`;

describe('fileSystemOf', () => {
  it('names that of the nearest mount above', () => {
    expect(fileSystemOf('/home/me/s1kit', mounts)).toBe('ext4');
    expect(fileSystemOf('/tmp', mounts)).toBe('tmpfs');
    expect(fileSystemOf('/srv/data/s1kit', mounts)).toBe('xfs');
    expect(fileSystemOf('/srv/database', mounts)).toBe('ext4');
  });

  it('takes the last of two at one place', () => {
    expect(fileSystemOf('/tmp/x', `${mounts}overlay /tmp overlay rw 0 0\n`)).toBe('overlay');
  });

  it('does not guess where the system does not tell', () => {
    expect(fileSystemOf('/tmp', '')).toBe('unknown');
  });
});
