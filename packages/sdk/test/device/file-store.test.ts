import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { fileDeviceStore } from '../../src/index.js';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 's1kit-test-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

it('keeps a DeviceID in a file that only its owner may read, whole or not at all', async () => {
  const path = join(folder(), 'deep', 'device.json');
  const store = fileDeviceStore(path);
  expect(await store.load()).toBeUndefined();
  await store.save('0011223344556677');
  await store.save('8899aabbccddeeff');
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ version: 1, deviceId: '8899aabbccddeeff' });
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(path, '..'))).toEqual(['device.json']);
  expect(await fileDeviceStore(path).load()).toBe('8899aabbccddeeff');
  await store.save(undefined);
  expect(await store.load()).toBeUndefined();
  await store.save(undefined);
});

it('refuses a file that is something else, and leaves it as it is', async () => {
  const path = join(folder(), 'device.json');
  for (const text of ['', '{', '[]', '{"deviceId":1}', '{"deviceId":""}']) {
    writeFileSync(path, text);
    await expect(fileDeviceStore(path).load()).rejects.toMatchObject({
      code: 'OptionInvalid',
      message: expect.stringContaining('is not a file of a DeviceID'),
    });
    expect(readFileSync(path, 'utf8')).toBe(text);
  }
});

it('leaves nothing beside where it cannot write', async () => {
  const made = folder();
  const path = join(made, 'device.json');
  const store = fileDeviceStore(join(path, 'below-a-file'));
  writeFileSync(path, 'x');
  await expect(store.save('0011223344556677')).rejects.toThrow();
  chmodSync(path, 0o600);
  expect(readdirSync(made)).toEqual(['device.json']);
});
