// Replies of which parts are read while they are sent.
import { expect, it } from 'vitest';
import { EncodedXml, encodeLongReply, encodeReply, getPatientRecord, isLong, LaterXml } from '../src/index.js';

const echo = { deviceId: 'd', requestUid: 'r', function: 'GetPatientRecord', functionVersion: '1.0' };
const uid = '00000000-0000-1000-8000-000000000000';
const before = { Identity: { NHSNumber: '9990000018', StrategicReportingIdentifier: '1' }, RecordState: 'Closed' } as const;
const event = '<Event DateTime="2026-01-05T09:00:00" UserName="a" DoneBy="b" DoneAt="c" EventUID="1000000000000000"/>';

async function* later(count: number): AsyncGenerator<EncodedXml> {
  for (let index = 0; index < count; index++) yield new EncodedXml(index % 2 === 0 ? event : Buffer.from(event));
}

const textOf = (pieces: readonly Uint8Array[]): string => Buffer.concat(pieces).toString('latin1');

it('encodes elements that are read later as it encodes those that are there', async () => {
  const long = { ...before, Clinical: { Event: new LaterXml(later(3_000)) } };
  const short = { ...before, Clinical: { Event: Array.from({ length: 3_000 }, () => new EncodedXml(event)) } };
  expect(isLong(long)).toBe(true);
  expect(isLong(short)).toBe(false);
  const pieces: Uint8Array[] = [];
  for await (const piece of encodeLongReply(echo, uid, getPatientRecord, long)) pieces.push(piece);
  expect(textOf(pieces)).toBe(textOf([...encodeReply(echo, uid, getPatientRecord, short)]));
  expect(pieces.slice(0, -1).every((piece) => piece.length === 65_536)).toBe(true);
});

it('refuses to encode at once what is read later', () => {
  const long = { ...before, Clinical: { Event: new LaterXml(later(1)) } };
  expect(() => [...encodeReply(echo, uid, getPatientRecord, long)]).toThrow(TypeError);
});
