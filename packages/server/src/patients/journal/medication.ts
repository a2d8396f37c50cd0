// Where a medication stands today: an issue that runs, a repeat template in use, or past.
import type { PlacedItem } from './recorded-event.js';

export type MedicationState = 'current' | 'repeat' | 'past';

/**
 * The state of an item; `undefined` for what is no medication. It lasts through its last day, and without one goes on. One that has yet to begin counts as
 * current: it is prescribed.
 * @param today civil day
 */
export function medicationState({ item }: PlacedItem, today: string): MedicationState | undefined {
  if (item.kind !== 'Medication' && item.kind !== 'RepeatMedication') return undefined;
  const { EndDate: endDate } = item.value;
  if (endDate !== undefined && endDate < today) return 'past';
  return item.kind === 'Medication' ? 'current' : 'repeat';
}
