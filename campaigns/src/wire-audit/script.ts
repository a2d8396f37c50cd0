// What one client does: the documents that it sends, each with a mark of its own, and how it leaves.
import type { Chance } from '@s1kit/server';
import { type Caller, requestFrom, type Templates } from '../wire/requests.js';

export interface SentDocument {
  /** Stands at the beginning of the document, so that what is on record of it can be told also where it broke off. */
  readonly mark: string;
  readonly bytes: Buffer;
  /** `stops`: nothing after it is read, since it is not well-formed, and of itself perhaps not all. `cut`: it is not whole, and nothing follows. */
  readonly kind: 'whole' | 'stops' | 'cut';
}

export interface Script {
  readonly documents: readonly SentDocument[];
  /** What stands between two documents. */
  readonly separator: string;
  /** `finish`: closes its sending half, and waits. `halfClose`: the same as soon as the first reply has begun. `leave`: is gone after so many milliseconds. */
  readonly ending: { readonly kind: 'finish' | 'halfClose' } | { readonly kind: 'leave'; readonly afterMs: number };
  readonly chunk: number;
}

export interface Stock {
  readonly templates: Templates;
  readonly known: Caller;
  /** An application that no user has approved yet. */
  readonly stranger: Caller;
  /** Of the patient whose record is longer than 1 MiB. */
  readonly longRecord: string;
}

/** Behind it the mark belongs to the document: a comment that stands between two documents is no part of either (B2.5). */
const declaration = '<?xml version="1.0"?>';
const separators = ['', '\n', '\r\n', '\0', '<EOF>'] as const;
const harmless = [
  'GetFunctions',
  'GetCurrentActivity',
  'GetOrganisationMetaData',
  'PatientSearch',
  'IsPatientRetrieved',
  'GetPatientRecord',
  'GetAppointmentSlots',
  'GetDiary',
  'UpdatePatientRecord',
  'GetXSDFiles',
  'DeleteFromPatientRecord',
] as const;

/** The mark in a document; `undefined` where it has none. */
export function markIn(bytes: Uint8Array): string | undefined {
  return /mark-\d+-\d+;/.exec(Buffer.from(bytes.subarray(0, 400)).toString('latin1').replaceAll('\0', ''))?.[0];
}

export function scriptOf(chance: Chance, number: number, stock: Stock): Script {
  const documents: SentDocument[] = [];
  const count = chance.between(1, 6);
  for (let index = 0; index < count; index++) {
    const document = documentOf(chance, `mark-${number}-${index};`, stock, index === count - 1);
    documents.push(document);
    if (document.kind !== 'whole') break;
  }
  const leaves = chance.chance(0.25);
  return {
    documents,
    separator: chance.pick(separators),
    ending: leaves ? { kind: 'leave', afterMs: chance.below(60) } : { kind: chance.chance(0.7) ? 'finish' : 'halfClose' },
    chunk: chance.pick([1 << 20, 1 << 20, 1460, 100, 17]),
  };
}

function documentOf(chance: Chance, mark: string, stock: Stock, isLast: boolean): SentDocument {
  const beginning = `${declaration}<!--${mark}-->`;
  const marked = (text: string): string => beginning + text;
  const whole = (text: string): SentDocument => ({ mark, bytes: Buffer.from(marked(text)), kind: 'whole' });
  const { known, longRecord, stranger, templates } = stock;
  const request = requestFrom(templates, chance.pick(harmless), known, mark);
  const kind = chance.below(isLast ? 12 : 8);
  switch (kind) {
    case 0:
      return whole(request.replace(known.apiKey, chance.pick(['', 'ffffffffffffffff'])));
    case 1:
      return whole(request.replace(known.deviceId, 'ffffffffffffffff'));
    case 2:
      return whole(request.replace('<FunctionParameters', '<Unknown/><FunctionParameters'));
    case 3: {
      const wide = Buffer.from(`\uFEFF${marked(request)}`, 'utf16le');
      return { mark, bytes: chance.chance(0.5) ? wide : wide.swap16(), kind: 'whole' };
    }
    case 4:
      return chance.chance(0.3) ? whole(longRead(templates, known, longRecord, mark)) : whole(request);
    case 5:
      return chance.chance(0.3) ? whole(requestFrom(templates, 'GetFunctions', stranger, mark)) : whole(request);
    case 8:
      // Its tags are in order, so that it is read whole; the parser refuses it.
      return { mark, bytes: Buffer.from(marked(request.replace('</RequestUID>', '&nothing;</RequestUID>'))), kind: 'stops' };
    case 9:
      return { mark, bytes: Buffer.from(marked(request.replace('</RequestUID>', '</RequestUId>'))), kind: 'stops' };
    case 10:
      return { mark, bytes: Buffer.from(marked('This is no XML.')), kind: 'stops' };
    case 11: {
      const bytes = Buffer.from(marked(request));
      return { mark, bytes: bytes.subarray(0, chance.between(beginning.length, bytes.length - 1)), kind: 'cut' };
    }
    default:
      return whole(request);
  }
}

/** A whole record, which is sent in a stream. */
function longRead(templates: Templates, caller: Caller, nhsNumber: string, mark: string): string {
  return requestFrom(templates, 'GetPatientRecord', caller, mark)
    .replace(/<NHSNumber>\d+</, `<NHSNumber>${nhsNumber}<`)
    .replace(/<Filter>.*<\/Filter>/, '');
}
