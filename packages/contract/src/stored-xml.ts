// The encoded form in which clinical items are kept beside their values, so that a record is sent by joining what is stored.
import { type ClinicalItem, event, type ItemName, itemNames, itemTypes } from './blocks/index.js';
import { elementWriter, type Writer } from './shape/encode.js';
import type { Encodable } from './shape/infer.js';

/** The stamp of this encoding. Raise it when a change makes the same item another text: what was stored under another stamp is encoded anew. */
export const encoderVersion = 1;

const itemWriters = Object.fromEntries(itemNames.map((name) => [name, elementWriter(name, itemTypes[name], 'reply')])) as Readonly<Record<ItemName, Writer>>; // Every name has one.
const eventWriter = elementWriter('Event', event, 'reply');

/** The element of a clinical item as replies carry it, in ASCII. */
export function encodeItem(item: ClinicalItem): string {
  return itemWriters[item.kind](item.value);
}

/** The element of a clinical event as replies carry it, in ASCII. Its items may be encoded already. */
export function encodeEvent(value: Exclude<Encodable<typeof event>, { readonly encoded: unknown }>): string {
  return eventWriter(value);
}
