// Reads every chain from its first entry and names the first break: the hashes, the sequence, the payloads, the checkpoints (B8.3).
import type { OutputOf } from '@s1kit/link';
import { type Store, StoreError } from '../store/index.js';
import { Break, type ChainCheck, chainCheck, timeOf } from './chain-check.js';
import { type Checkpoint, readCheckpoints } from './checkpoint-file.js';
import type { AuditPlace } from './draft.js';
import { nextPortion } from './verify-portions.js';

/** As `audit.verify` of the link gives it. */
export type Verdict = Omit<OutputOf<'audit.verify'>, 'checkedAt'>;

export interface Verification extends Verdict {
  /** What is no break, but worth knowing: a checkpoint torn by a power cut. */
  readonly remarks: readonly string[];
}

export interface VerifyOptions {
  readonly store: Pick<Store, 'readPortions'>;
  /** The file of checkpoints and the key that they were signed with: ed25519, SPKI, PEM. */
  readonly checkpoints: { readonly file: string; readonly publicKey: string };
}

/**
 * Checks all chains. Streams: memory does not grow with the number of entries, and others get their turn.
 * @example const { ok, messages, firstBroken } = await verify({ store, checkpoints: { file, publicKey } });
 */
export async function verify({ store, checkpoints }: VerifyOptions): Promise<Verification> {
  // Before the entries: those are read from one view, and a checkpoint that comes later may tell of entries beyond it.
  const reading = await readCheckpoints(checkpoints.file, checkpoints.publicKey);
  const remarks = (reading?.tornLines ?? []).map((line) => `Line ${line} of the checkpoints cannot be read: it was cut off while it was written.`);
  const expected = byChain(reading?.checkpoints ?? []);
  let messages = 0;
  let chain: ChainCheck | undefined;
  let place: AuditPlace | undefined;
  const broken = (workstation: string, sequence: number, why: string): Verification => ({
    ok: false,
    messages,
    firstBroken: { workstation, sequence, why },
    remarks,
  });

  try {
    for await (const portion of store.readPortions(nextPortion)) {
      if (chain === undefined || place === undefined || !samePlace(place, portion.place)) {
        await chain?.end();
        place = portion.place;
        chain = chainCheck(expected.get(nameOf(place)) ?? []);
        expected.delete(nameOf(place));
      }
      for (const entry of portion.entries) {
        await chain.entry(entry, portion.payloads.get(entry.sequence));
        messages++;
      }
      if (portion.strays) chain.stray();
    }
    await chain?.end();
  } catch (failure) {
    if (failure instanceof Break) return broken(place?.workstationId ?? '', failure.sequence, failure.message);
    if (failure instanceof StoreError && failure.code === 'damaged')
      return broken(place?.workstationId ?? '', chain?.next() ?? 1, 'The database is damaged here.');
    throw failure;
  }
  for (const [lost] of expected.values()) {
    if (lost !== undefined) return broken(lost.place.workstationId, 1, `A checkpoint of ${timeOf(lost)} counts ${lost.count} entries; all of them are gone.`);
  }
  if (reading?.forgedLine !== undefined)
    return broken('', 0, `Line ${reading.forgedLine} of the checkpoints was not signed with the key of this installation.`);
  if (reading === undefined && messages > 0) return broken('', 0, 'The file of checkpoints is missing: whether the last entries were cut off cannot be told.');
  return { ok: true, messages, firstBroken: null, remarks };
}

function byChain(checkpoints: readonly Checkpoint[]): Map<string, Checkpoint[]> {
  const chains = new Map<string, Checkpoint[]>();
  for (const checkpoint of [...checkpoints].sort((a, b) => a.count - b.count)) {
    const name = nameOf(checkpoint.place);
    const chain = chains.get(name);
    if (chain === undefined) chains.set(name, [checkpoint]);
    else chain.push(checkpoint);
  }
  return chains;
}

function samePlace(a: AuditPlace, b: AuditPlace): boolean {
  return a.organisationId === b.organisationId && a.workstationId === b.workstationId;
}

function nameOf({ organisationId, workstationId }: AuditPlace): string {
  return JSON.stringify([organisationId, workstationId]);
}
