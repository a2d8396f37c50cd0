// The request and the reply of entries, as text, without the key in a request.
import { first, sql, type Work } from '../store/index.js';
import type { AuditPlace } from './draft.js';
import { withoutKeys } from './hidden-keys.js';
import { payloadBytes } from './payload.js';

/** As they are stored, and how many bytes were received and sent. */
export type KeptPayload = {
  readonly request_encoding: string | null;
  readonly request: Uint8Array | null;
  readonly request_bytes: number | null;
  readonly reply_encoding: string | null;
  readonly reply: Uint8Array | null;
  readonly reply_bytes: number | null;
};

/** Request and reply as text; null where there is none, or retention dropped it (B8.5). */
export interface PayloadTexts {
  readonly request: string | null;
  readonly reply: string | null;
}

const bySequence = sql`SELECT request_encoding, request, request_bytes, reply_encoding, reply, reply_bytes
  FROM audit_payload JOIN audit_entry USING (organisation_id, workstation_id, sequence)
  WHERE organisation_id = ? AND workstation_id = ? AND sequence = ?`;

/** What is kept of an entry's payloads. */
export function* keptPayload(place: AuditPlace, sequence: number): Work<KeptPayload | undefined> {
  return yield* first<KeptPayload>(bySequence, place.organisationId, place.workstationId, sequence);
}

/** The texts of payloads. The reply of a long message lies with the entry that tells of its end: that one is given too. */
export async function payloadTexts(own: KeptPayload | undefined, end: KeptPayload | undefined): Promise<PayloadTexts> {
  const request = await text(own?.request_encoding, own?.request);
  return {
    request: request === null ? null : withoutKeys(request),
    reply: (await text(own?.reply_encoding, own?.reply)) ?? (await text(end?.reply_encoding, end?.reply)),
  };
}

async function text(encoding: string | null | undefined, stored: Uint8Array | null | undefined): Promise<string | null> {
  if (!encoding || !stored) return null;
  return decoded(await payloadBytes(encoding, stored));
}

/** By byte-order mark, else by what the XML declaration says, else UTF-8; what does not fit is shown by replacement characters. */
function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)))
      .swap16()
      .toString('utf16le');
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const declared = /^\s*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(start)?.[1]?.toLowerCase();
  if (declared === 'iso-8859-1') return Buffer.from(bytes).toString('latin1');
  if (declared === 'windows-1252') return windows1252(bytes);
  return new TextDecoder('utf-8').decode(bytes);
}

/** What windows-1252 has from 0x80 to 0x9F. Node 20's own decoder gives control characters instead. */
const fromEighty =
  '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178';

function windows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (character) => fromEighty.charAt(character.charCodeAt(0) - 0x80));
}
