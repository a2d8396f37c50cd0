// The file of signed checkpoints, outside the database: one line of JSON for each. They show a chain's cut tail (B8.3).
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import type { AuditPlace } from './draft.js';

/** So many entries a chain had, and the last of them had this hash. */
export interface Checkpoint {
  readonly place: AuditPlace;
  readonly count: number;
  readonly hash: string;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
}

/** What a file of checkpoints says. */
export interface CheckpointReading {
  readonly checkpoints: readonly Checkpoint[];
  /** A line whose signature is not ours, counted from 1. */
  readonly forgedLine: number | undefined;
  /** Lines that cannot be read: torn by a power cut, as a rule. */
  readonly tornLines: readonly number[];
}

/**
 * Appends checkpoints and sees them onto the disk. A torn last line stays alone on its line.
 * @param synced `false` leaves it to the system when they reach the disk
 */
export async function appendCheckpoints(file: string, privateKey: string, checkpoints: readonly Checkpoint[], synced = true): Promise<void> {
  const key = createPrivateKey(privateKey);
  const lines = checkpoints.map((checkpoint) => {
    const { place, count, hash, at } = checkpoint;
    const time = new Date(at).toISOString();
    const signature = sign(null, signedText(place.organisationId, place.workstationId, count, hash, time), key).toString('base64');
    return `${JSON.stringify({ organisation: place.organisationId, workstation: place.workstationId, count, hash, time, signature })}\n`;
  });
  const handle = await open(file, 'a+', 0o600);
  try {
    const { size } = await handle.stat();
    const end = Buffer.alloc(1);
    if (size > 0) await handle.read(end, 0, 1, size - 1);
    const joint = size > 0 && end.toString('latin1') !== '\n' ? '\n' : '';
    await handle.appendFile(joint + lines.join(''));
    if (synced) await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Reads a file of checkpoints; `undefined` if there is none. */
export async function readCheckpoints(file: string, publicKey: string): Promise<CheckpointReading | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw cause;
  }
  const key = createPublicKey(publicKey);
  const checkpoints: Checkpoint[] = [];
  const tornLines: number[] = [];
  let forgedLine: number | undefined;
  text.split('\n').forEach((line, index) => {
    if (line === '') return;
    const parsed = parse(line);
    if (parsed === undefined) tornLines.push(index + 1);
    else if (verify(null, parsed.signed, key, parsed.signature)) checkpoints.push(parsed.checkpoint);
    else forgedLine ??= index + 1;
  });
  return { checkpoints, forgedLine, tornLines };
}

function signedText(organisation: string, workstation: string, count: number, hash: string, time: string): Buffer {
  return Buffer.from(JSON.stringify(['s1kit audit checkpoint 1', organisation, workstation, count, hash, time]));
}

function parse(line: string): { readonly checkpoint: Checkpoint; readonly signed: Buffer; readonly signature: Buffer } | undefined {
  let found: unknown;
  try {
    found = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof found !== 'object' || found === null) return undefined;
  const field = (name: string): unknown => Object.entries(found).find(([key]) => key === name)?.[1];
  const [organisation, workstation, count, hash, time, signature] = ['organisation', 'workstation', 'count', 'hash', 'time', 'signature'].map(field);
  if (typeof organisation !== 'string' || typeof workstation !== 'string' || typeof count !== 'number') return undefined;
  if (typeof hash !== 'string' || typeof time !== 'string' || typeof signature !== 'string') return undefined;
  return {
    checkpoint: { place: { organisationId: organisation, workstationId: workstation }, count, hash, at: Date.parse(time) },
    signed: signedText(organisation, workstation, count, hash, time),
    signature: Buffer.from(signature, 'base64'),
  };
}
