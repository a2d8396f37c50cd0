// keys.json: the secrets of an installation, made once, readable by its user alone.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../command-error.js';
import { keysName } from './names.js';

export interface InstallationKeys {
  /** Hashes the applications' API keys (B4.1). */
  readonly hmacSecret: Buffer;
  /** Signs the checkpoints of the audit (B8.3): ed25519, PEM. */
  readonly checkpointPrivateKey: string;
  readonly checkpointPublicKey: string;
}

/**
 * Reads the keys of a data folder.
 * @returns `undefined` if there are none yet
 * @throws {CommandError} if the file is not whole
 */
export function readKeys(folder: string): InstallationKeys | undefined {
  const file = join(folder, keysName);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw new CommandError(`${file} cannot be read (${cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason'}).`);
  }
  const keys = parse(text);
  if (keys === undefined) throw new CommandError(`${file} is damaged. Put back a copy of it, or start anew with another data folder.`);
  return keys;
}

/** Makes the keys of a new data folder. */
export function makeKeys(folder: string): InstallationKeys {
  const pair = generateKeyPairSync('ed25519', { privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });
  const keys = { hmacSecret: randomBytes(32), checkpointPrivateKey: pair.privateKey, checkpointPublicKey: pair.publicKey };
  writeFileSync(join(folder, keysName), `${JSON.stringify({ ...keys, hmacSecret: keys.hmacSecret.toString('base64') }, null, 2)}\n`, {
    flag: 'wx',
    mode: 0o600,
    // Whoever loses them in a power cut loses the data.
    flush: true,
  });
  return keys;
}

function parse(text: string): InstallationKeys | undefined {
  try {
    const found: unknown = JSON.parse(text);
    if (typeof found !== 'object' || found === null) return undefined;
    if (!('hmacSecret' in found) || !('checkpointPrivateKey' in found) || !('checkpointPublicKey' in found)) return undefined;
    const { hmacSecret, checkpointPrivateKey, checkpointPublicKey } = found;
    if (typeof hmacSecret !== 'string' || typeof checkpointPrivateKey !== 'string' || typeof checkpointPublicKey !== 'string') return undefined;
    const secret = Buffer.from(hmacSecret, 'base64');
    return secret.length < 32 ? undefined : { hmacSecret: secret, checkpointPrivateKey, checkpointPublicKey };
  } catch {
    return undefined;
  }
}
