// Free slots as GetAppointmentSlots gives them, and the bookings that take them.
import { parseDocument, type XmlNode } from '@s1kit/contract';
import { childrenOf, nodesOf } from './request.js';

export interface FreeSlot {
  /** UK wall-clock time, as on the wire. */
  readonly start: string;
  /** Names it among all: clinic and start. */
  readonly name: string;
  /** The `Clinic` element of a booking. */
  readonly clinic: string;
}

/** The free slots of a reply of GetAppointmentSlots. */
export function freeSlotsOf(reply: string): readonly FreeSlot[] {
  return nodesOf(parseDocument(reply))
    .filter(({ name }) => name === 'Clinic')
    .flatMap((clinic) => {
      const about = clinic.children
        .filter(({ name }) => name !== 'Slot')
        .map(elementOf)
        .join('');
      return childrenOf(clinic, 'Slot').map((slot) => {
        const start = childrenOf(slot, 'DateTimeStart')[0]?.text ?? '';
        return { start, name: `${about} ${start}`, clinic: `<Clinic>${about}<Slot>${slot.children.map(elementOf).join('')}</Slot></Clinic>` };
      });
    });
}

const elementOf = ({ name, text }: XmlNode): string => `<${name}>${text}</${name}>`;
