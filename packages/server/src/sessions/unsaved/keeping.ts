// Leaving a change unsaved: its record opens, its slots are held, and it waits for the user (B7.16).
import { takeSlots } from '../../changes/index.js';
import type { PlannedChange } from '../../changes/planned.js';
import type { Place } from '../../place.js';
import type { Work } from '../../store/index.js';
import { openRecord } from '../open-record.js';
import { partsOf } from './parts.js';
import { addUnsaved } from './unsaved-changes.js';

/** Who leaves it. */
export interface Leaving {
  /** The name of the application. */
  readonly by: string;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/**
 * Keeps a planned change outside the record, which opens on the desktop. Its slots are held from now on.
 * @throws {Refusal} RecordOpen: another record is open and has unsaved changes; SlotUnavailable
 */
export function* keepUnsaved(place: Place, change: PlannedChange, { by, now }: Leaving): Work<void> {
  yield* openRecord(place, change.patientId, change.patientNumber, by, now);
  yield* takeSlots(place.organisationId, change.bookings);
  for (const part of partsOf(change)) yield* addUnsaved(place, part);
}
