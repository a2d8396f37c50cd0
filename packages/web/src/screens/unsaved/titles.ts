// What a change is called in a list of several.
import { itemInWords } from '../words/items.js';
import { type NameOf, valueText } from '../words/values.js';
import type { Change } from './sources.js';

/** @example titleOf(change, nameOf) // 'New appointment, 02-Mar-2026 09:30' */
export function titleOf({ element, fields, isNew, items, about }: Change, nameOf: NameOf): string {
  const value = (name: string): unknown => fields.find((field) => field.name === name)?.after ?? about.find((known) => known.name === name)?.value;
  const what = [isNew ? 'New' : 'Change of', elements[element]].join(' ');
  if (element === 'Demographics') return 'Demographics';
  if (element === 'Event') {
    const kinds = [...new Set(items.map(({ kind, value: item }) => itemInWords(kind, item, nameOf).kind))];
    const at = valueText('DateTime', value('DateTime'), nameOf);
    return `${kinds.length === 0 ? 'Clinical entry' : kinds.join(', ')}, ${at}`;
  }
  const at = valueText('DateTime', value('DateTimeStart') ?? value('DateTime') ?? value('Due'), nameOf);
  return at === '' ? what : `${what}, ${at}`;
}

const elements: Readonly<Record<Change['element'], string>> = {
  Demographics: 'demographics',
  Event: 'clinical entry',
  Appointment: 'appointment',
  Visit: 'visit',
  Task: 'task',
};
