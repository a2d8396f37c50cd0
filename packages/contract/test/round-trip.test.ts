import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ClinicalItem,
  decodeReply,
  decodeRequest,
  type ElementType,
  EncodedXml,
  encodeEvent,
  encodeItem,
  encodeReply,
  encodeRequest,
  event,
  functions,
  getPatientRecord,
  itemNames,
  itemTypes,
  parseDocument,
} from '../src/index.js';
import { head, lists } from './support/organisation.js';
import { elementValue, xmlText } from './support/values.js';

const echo = { deviceId: 'd', requestUid: 'r', function: 'F', functionVersion: '1.0' };
const onWire = /^[ -~]*$/u;
const named = functions.map((declaration) => [declaration.name, declaration] as const);

/** Values of a declaration's own shape are its requests, replies and items: the general types have forgotten it. */
const valuesOf = (type: ElementType, direction: 'request' | 'reply'): fc.Arbitrary<never> => elementValue(type, direction) as fc.Arbitrary<never>;

describe('what is encoded is decoded to the same', () => {
  it.each(named)('requests of %s', (_, declaration) => {
    fc.assert(
      fc.property(valuesOf(declaration.request, 'request'), (value) => {
        const document = encodeRequest(declaration, head, value);
        expect(document).toMatch(onWire);
        expect(decodeRequest(declaration, parseDocument(document), { lists, strict: true })).toEqual({ value, deviations: [] });
      }),
      { numRuns: 60 },
    );
  });

  it.each(named)('B2.2: replies of %s, which are one line of ASCII', (_, declaration) => {
    fc.assert(
      fc.property(valuesOf(declaration.reply, 'reply'), xmlText, (value, requestUid) => {
        const document = Buffer.concat([...encodeReply({ ...echo, requestUid }, 'R', declaration, value)]).toString('latin1');
        expect(document).toMatch(onWire);
        const decoded = decodeReply(declaration, parseDocument(document));
        expect(decoded).toEqual({ echo: { ...echo, requestUid }, responseUid: 'R', outcome: { kind: 'response', value }, unknown: [] });
      }),
      { numRuns: 60 },
    );
  });

  it.each(itemNames)('%s, alone and inside its event', (kind) => {
    const head = { DateTime: '2025-01-06T09:00:00', UserName: 'jdoe', DoneBy: 'DOE, Jane (GP) ', DoneAt: 'Main Site', EventUID: '0123456789abcdef' } as const;
    fc.assert(
      fc.property(valuesOf(itemTypes[kind], 'reply'), (value) => {
        const item: ClinicalItem = { kind, value };
        const whole = encodeEvent({ ...head, [kind]: [value, value] } as never); // The kind is one of the event's items.
        expect(encodeEvent({ ...head, [kind]: [new EncodedXml(encodeItem(item)), new EncodedXml(Buffer.from(encodeItem(item)))] } as never)).toBe(whole);
        const reply = { Identity: { StrategicReportingIdentifier: '1' }, Clinical: { Event: [new EncodedXml(whole)] }, RecordState: 'Closed' } as const;
        const document = Buffer.concat([...encodeReply(echo, 'R', getPatientRecord, reply)]).toString('latin1');
        const { outcome } = decodeReply(getPatientRecord, parseDocument(document));
        expect(outcome).toMatchObject({ value: { Clinical: { Event: [{ ...head, [kind]: [value, value] }] } } });
      }),
      { numRuns: 40 },
    );
  });
});

it('every item of an event is one of its children', () => {
  expect(itemNames.filter((name) => event.fields[name].shape !== itemTypes[name])).toEqual([]);
});
