import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { appendCheckpoints, readCheckpoints } from '../../src/audit/checkpoint-file.js';
import { here, openTrail, start } from '../support/trail.js';

const checkpoint = { place: here, count: 12, hash: 'ab', at: start + 5 };
const later = { place: { ...here, workstationId: 'desk-2' }, count: 3, hash: 'cd', at: start + 6 };

/** A file with two checkpoints. */
async function written() {
  const { checkpointFile: file, privateKey, publicKey } = openTrail();
  await appendCheckpoints(file, privateKey, [checkpoint, later]);
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return { file, privateKey, lines, read: async () => await readCheckpoints(file, publicKey) };
}

describe('the file of checkpoints', () => {
  it('B8.3: gives back what was put in, in its order, and is not there before', async () => {
    const { read, file, privateKey } = await written();
    expect(await read()).toEqual({ checkpoints: [checkpoint, later], forgedLine: undefined, tornLines: [] });
    await appendCheckpoints(file, privateKey, [{ ...checkpoint, count: 13 }]);
    await appendCheckpoints(file, privateKey, []);
    expect((await read())?.checkpoints.map(({ count }) => count)).toEqual([12, 3, 13]);
    expect(readFileSync(file, 'utf8').split('\n').length).toBe(4);
    rmSync(file);
    expect(await read()).toBeUndefined();
  });

  it('B8.3: names the first line of which any field was changed after it was signed', async () => {
    const { read, file, lines } = await written();
    const fields = JSON.parse(lines[1] ?? '') as Record<string, unknown>; // Written above, as an object.
    const changed = { organisation: 'x', workstation: 'x', count: 4, hash: 'x', time: '2026-01-05T09:00:00.007Z', signature: 'AAAA' };
    expect(Object.keys(fields)).toEqual(Object.keys(changed));
    for (const [name, value] of Object.entries(changed)) {
      const forged = JSON.stringify({ ...fields, [name]: value });
      writeFileSync(file, [lines[0], forged, forged, ''].join('\n'));
      expect(await read(), name).toEqual({ checkpoints: [checkpoint], forgedLine: 2, tornLines: [] });
    }
  });

  it('B8.3: is signed over what it says, in words that no other signature of the installation is over', async () => {
    const { lines, privateKey } = await written();
    const { signature, ...fields } = JSON.parse(lines[0] ?? '') as Record<string, unknown>; // As above.
    const text = JSON.stringify(['s1kit audit checkpoint 1', ...Object.values(fields)]);
    expect(signature).toBe(sign(null, Buffer.from(text), createPrivateKey(privateKey)).toString('base64'));
  });

  it('B8.3: takes no checkpoint that another key signed', async () => {
    const { read, file } = await written();
    const { privateKey } = generateKeyPairSync('ed25519', {
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    await appendCheckpoints(file, privateKey, [{ ...checkpoint, count: 1 }]);
    expect(await read()).toEqual({ checkpoints: [checkpoint, later], forgedLine: 3, tornLines: [] });
  });

  it('B8.3: names the lines that are no checkpoint, and reads the rest', async () => {
    const { read, file, lines } = await written();
    const fields = JSON.parse(lines[0] ?? '') as Record<string, unknown>; // As above.
    const without = Object.keys(fields).map((name) => JSON.stringify({ ...fields, [name]: undefined }));
    const otherwise = Object.keys(fields).map((name) => JSON.stringify({ ...fields, [name]: name === 'count' ? '12' : 12 }));
    const wrong = ['{', 'null', '12', '"text"', '[]', ...without, ...otherwise];
    writeFileSync(file, [...wrong, ...lines, ''].join('\n'));
    expect(await read()).toEqual({ checkpoints: [checkpoint, later], forgedLine: undefined, tornLines: wrong.map((_, index) => index + 1) });
  });

  it('B8.3: goes on behind a torn line on a line of its own', async () => {
    const { read, file, privateKey } = await written();
    appendFileSync(file, '{"organisation":"te');
    await appendCheckpoints(file, privateKey, [{ ...checkpoint, count: 13 }]);
    expect(await read()).toMatchObject({ checkpoints: [{ count: 12 }, { count: 3 }, { count: 13 }], tornLines: [3] });
  });

  it('that cannot be read is a failure, not a file that is missing', async () => {
    const { read, file } = await written();
    rmSync(file);
    mkdirSync(file);
    await expect(read()).rejects.toMatchObject({ code: 'EISDIR' });
  });
});
