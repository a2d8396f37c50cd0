// The columns that many tables begin with, and what an event fills in of them.
import type { Row } from '../../store/index.js';
import type { Scope } from '../scope.js';
import type { Cells } from '../table.js';
import { extractInstant, extractTime } from '../times.js';

export const head = [
  'RowIdentifier',
  'IDOrganisationVisibleTo',
  'DateEventRecorded',
  'DateEvent',
  'IDProfileEnteredBy',
  'IDDoneBy',
  'TextualEventDoneBy',
  'IDOrganisationDoneAt',
] as const;

/** An event as the tables need it. */
export interface EventRow extends Row {
  readonly patient_id: number;
  readonly event_id: number;
  readonly effective_at: string;
  readonly entry_at: number;
  readonly user_name: string;
  readonly done_by: string;
  readonly done_at: string;
  readonly kinds: number;
  readonly items: string;
}

/** What an event fills in of its own row and those of its items. Who did it is named in words where no member of staff is. */
export function eventCells(event: EventRow, scope: Scope): Cells {
  const doneBy = scope.doneByOf(event.done_by, event.user_name);
  const { organisationId } = scope;
  return {
    IDOrganisationVisibleTo: organisationId,
    DateEventRecorded: extractInstant(event.entry_at),
    DateEvent: extractTime(event.effective_at),
    IDProfileEnteredBy: scope.staffOf(event.user_name)?.profileId,
    IDDoneBy: doneBy?.memberId,
    TextualEventDoneBy: doneBy === undefined ? event.done_by.trim() : undefined,
    IDOrganisationDoneAt: scope.isOwnSite(event.done_at) ? organisationId : undefined,
    IDEvent: event.event_id,
    IDPatient: event.patient_id,
    IDOrganisation: organisationId,
    IDOrganisationRegisteredAt: organisationId,
  };
}
