// What a write leaves in a record, and how it is recognised there.
import { type Event, type FunctionMap, itemNames, type RequestOf } from '@s1kit/contract';
import type { ReplyFor } from '../calls/types.js';
import { alike } from './alike.js';
import { ukDateTime } from './uk-time.js';

export type Update = RequestOf<FunctionMap['UpdatePatientRecord']>;
export type Record = ReplyFor<'GetPatientRecord'>;
type NonClinical = NonNullable<Update['NonClinical']>;
type FoundEvent = NonNullable<NonNullable<Record['Clinical']>['Event']>[number];
type FoundParts = NonNullable<Record['NonClinical']>;

export type UidName = 'EventUID' | 'AppointmentUID' | 'VisitUID' | 'TaskUID';

/** What is found of a trace in what could be seen of a record. */
export interface Found {
  /** Identifiers of what is as it was sent. */
  readonly same: readonly string[];
  /** Identifiers of what may be it, written in another way. */
  readonly similar: readonly string[];
  /** Whether it lies outside of what could be seen. */
  readonly outOfSight: boolean;
}

/**
 * One thing that a write makes or changes. `state`: what it asks for either holds or not, however it came about; a slot is booked once. `addition`: there
 * may be several that are the same, so only a look before the write can tell which of them is new.
 */
export interface Trace {
  readonly kind: 'state' | 'addition';
  readonly uid: UidName | undefined;
  find(record: Record): Found;
}

/** What an update leaves. */
export function tracesOf({ Demographics, Clinical, NonClinical }: Update): readonly Trace[] {
  return [
    ...(Demographics === undefined || Object.keys(Demographics).length === 0 ? [] : [demographicsTrace(Demographics)]),
    ...(Clinical === undefined ? [] : [eventTrace(Clinical.Event)]),
    ...(NonClinical?.Appointment ?? []).map(appointmentTrace),
    ...(NonClinical?.Visit ?? []).map((visit) => partTrace('Visit', 'VisitUID', visit)),
    ...(NonClinical?.Task ?? []).map((task) => partTrace('Task', 'TaskUID', task)),
  ];
}

function demographicsTrace(sent: NonNullable<Update['Demographics']>): Trace {
  return {
    kind: 'state',
    uid: undefined,
    find: ({ Demographics: found }) => ({ same: alike(sent, found) ? ['Demographics'] : [], similar: [], outOfSight: found === undefined }),
  };
}

function eventTrace(sent: Event): Trace {
  const time = sent.DateTime === undefined || sent.DateTime === '' ? undefined : ukDateTime(sent.DateTime);
  return {
    kind: 'addition',
    uid: 'EventUID',
    find: ({ Clinical }) => {
      const events = (Clinical?.Event ?? []).filter((found) => hasKindsOf(sent, found) && (time === undefined || found.DateTime === time));
      const same = events.filter((found) => alike(sent, found));
      return { same: same.map(uidOf), similar: events.filter((found) => !same.includes(found)).map(uidOf), outOfSight: false };
    },
  };
}

function uidOf({ EventUID }: FoundEvent): string {
  return EventUID;
}

/** Whether an event has the items that were sent, so many of each kind, and no others. */
function hasKindsOf(sent: Event, found: FoundEvent): boolean {
  return itemNames.every((kind) => (sent[kind]?.length ?? 0) === (found[kind]?.length ?? 0));
}

function appointmentTrace(sent: NonNullable<NonClinical['Appointment']>[number]): Trace {
  if (sent.AppointmentUID !== undefined) return changedTrace('Appointment', 'AppointmentUID', sent, sent.AppointmentUID);
  return {
    kind: 'state',
    uid: 'AppointmentUID',
    find: ({ NonClinical: found }) => {
      const booked = (found?.Appointment ?? []).filter(({ Clinic, Status }) => Status !== 'Cancelled' && alike(sent.Clinic, Clinic));
      return { same: booked.map(({ AppointmentUID }) => AppointmentUID), similar: [], outOfSight: false };
    },
  };
}

type PartName = 'Appointment' | 'Visit' | 'Task';
/** A part of the record as it is looked at here: its identifier, and whatever else it has. */
type Part = Readonly<{ [name: string]: unknown }>;

function partsOf(found: FoundParts | undefined, part: PartName): readonly Part[] {
  return found?.[part] ?? [];
}

function partTrace(part: 'Visit' | 'Task', uidName: 'VisitUID' | 'TaskUID', sent: Part): Trace {
  const uid = sent[uidName];
  if (typeof uid === 'string') return changedTrace(part, uidName, sent, uid);
  return {
    kind: 'addition',
    uid: uidName,
    find: ({ NonClinical: found }) => {
      const all = partsOf(found, part);
      const same = all.filter((each) => alike(sent, each));
      return {
        same: same.map((each) => String(each[uidName])),
        similar: all.filter((each) => !same.includes(each)).map((each) => String(each[uidName])),
        outOfSight: false,
      };
    },
  };
}

function changedTrace(part: PartName, uidName: UidName, sent: Part, uid: string): Trace {
  return {
    kind: 'state',
    uid: uidName,
    find: ({ NonClinical: found }) => {
      const standing = partsOf(found, part).find((each) => each[uidName] === uid);
      return { same: standing !== undefined && alike(sent, standing) ? [uid] : [], similar: [], outOfSight: standing === undefined };
    },
  };
}
