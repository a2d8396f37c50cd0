// Items in the two forms in which records keep them, JSON and XML: quick, for many items share their codes, products and addresses.
import { type ClinicalItem, EncodedXml, encodeEvent, encodeItem } from '@s1kit/contract';
import { eventValue, type StoredEvent } from '../patients/event-value.js';

export interface StoredForm {
  /** What JSON.stringify gives. */
  json(items: readonly ClinicalItem[]): string;
  /** The element of the event, as replies carry it. */
  xml(event: StoredEvent, items: readonly ClinicalItem[]): Uint8Array;
  /** Says that what `xml` gave is written: its memory is used again. */
  release(): void;
}

const slabSize = 4 * 1024 * 1024;

type Values = Readonly<Record<string, unknown>>;

/** Makes the forms. Objects that stand in many items are written once: they must not change. */
export function makeStoredForm(): StoredForm {
  const texts = new WeakMap<object, string>();
  const elements = new WeakMap<object, EncodedXml>();

  const shared = (value: object): string => {
    let text = texts.get(value);
    if (text === undefined) {
      text = JSON.stringify(value);
      texts.set(value, text);
    }
    return text;
  };
  const ofValue = (value: Values): string => {
    let text = '';
    for (const name in value) {
      const part = value[name];
      if (part === undefined) continue;
      const written = typeof part === 'string' ? quoted(part) : sharedNames.has(name) ? shared(part as object) : JSON.stringify(part);
      text += `${text === '' ? '' : ','}"${name}":${written}`;
    }
    return `{${text}}`;
  };
  const element = (item: ClinicalItem): EncodedXml | undefined => {
    if (item.kind !== 'ClinicalCode' && item.kind !== 'Medication') return undefined;
    const subject = item.kind === 'ClinicalCode' ? item.value.Code : item.value.Drug;
    let encoded = elements.get(subject);
    if (encoded === undefined) {
      encoded = encodedSubject(item);
      elements.set(subject, encoded);
    }
    return encoded;
  };

  // Many small buffers keep the garbage collector busy: one large one is filled again and again.
  let slab = Buffer.allocUnsafeSlow(slabSize);
  let used = 0;
  const bytesOf = (text: string): Uint8Array => {
    if (used + text.length > slab.length) {
      slab = Buffer.allocUnsafeSlow(Math.max(slabSize, text.length));
      used = 0;
    }
    const start = used;
    used += slab.write(text, start, 'latin1');
    return slab.subarray(start, used);
  };

  return {
    json: (items) => {
      let text = '';
      for (const { kind, value } of items) text += `${text === '' ? '' : ','}{"kind":"${kind}","value":${ofValue(value)}}`;
      return `[${text}]`;
    },
    xml: (event, items) => {
      const prepared = items.map((item) => {
        const encoded = element(item);
        if (encoded === undefined) return item;
        return { kind: item.kind, value: item.kind === 'ClinicalCode' ? { ...item.value, Code: encoded } : { ...item.value, Drug: encoded } };
      });
      // An element that is encoded already stands where its value would: the encoder takes either.
      return bytesOf(encodeEvent(eventValue(event, prepared as unknown as readonly ClinicalItem[])));
    },
    release: () => {
      used = 0;
    },
  };
}

/** Fields whose values many items share. */
const sharedNames = new Set(['Code', 'Drug', 'Address']);

const plain = /^[ !#-[\]-~]*$/u;

function quoted(text: string): string {
  return plain.test(text) ? `"${text}"` : JSON.stringify(text);
}

/** The element of a code or a product alone, cut out of an item that has nothing else. */
function encodedSubject(item: ClinicalItem): EncodedXml {
  const alone: ClinicalItem = item.kind === 'Medication' ? { kind: item.kind, value: { Drug: item.value.Drug } } : item;
  const name = item.kind === 'Medication' ? 'Drug' : 'Code';
  const text = encodeItem(alone);
  const start = text.indexOf(`<${name} `);
  return new EncodedXml(text.slice(start, text.indexOf('/>', start) + 2));
}
