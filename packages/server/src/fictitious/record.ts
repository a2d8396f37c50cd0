// A record while it is being made up: events in any order, problems, documents, and what stands in the diary.
import { type ClinicalItem, itemNames, type Uid } from '@s1kit/contract';
import { uidOf } from '../identifiers.js';
import type { Day } from './calendar.js';
import type { DocumentKind } from './documents/index.js';
import type { FictitiousStaff } from './practice.js';

export type Method = 'Face to face' | 'Telephone' | 'Text' | 'Letter' | 'DNA';

/** Who did something, and where: a member of staff, or someone at another place whose entry a member of staff made. */
export interface Author {
  readonly userName: string;
  readonly doneBy: string;
  readonly doneAt: string;
}

export interface DraftEvent {
  readonly day: Day;
  /** Seconds since midnight, UK wall-clock time. */
  readonly second: number;
  readonly author: Author;
  readonly items: readonly ClinicalItem[];
  readonly method?: Method | undefined;
  /** The day of entry, where it is not the day itself. */
  readonly enteredOn?: Day | undefined;
  /** Documents that its items name. */
  readonly documents?: readonly DraftDocument[];
  /** The date and time as text, where it is a dirty one that no calendar gives. */
  readonly dateTime?: string;
}

export interface DraftDocument {
  readonly documentId: number;
  readonly kind: DocumentKind;
  readonly fileName: string;
}

/** An appointment that is to be found a slot. */
export interface AppointmentWish {
  readonly day: Day;
  readonly second: number;
  /** Whose clinic; any of the same work if left out. */
  readonly userName?: string;
  readonly work: FictitiousStaff['work'];
  /** Of those booked for the anchor date the time of the slot decides how far they have come. */
  readonly status: 'Booked' | 'Finished' | 'Did Not Attend' | 'Cancelled';
  readonly comments: string;
  readonly flags: readonly string[];
  readonly bookedDaysBefore: number;
  /** Whether another day near by will do. */
  readonly movable: boolean;
}

export interface DraftVisit {
  readonly day: Day;
  readonly second: number;
  readonly minutes: number;
  readonly visitor: string;
  readonly status: 'Booked' | 'In Progress' | 'Finished' | 'Cancelled';
  readonly comments: string;
}

export interface DraftTask {
  readonly day: Day;
  readonly second: number;
  readonly type: string;
  readonly status: 'Not Started' | 'In Progress' | 'Complete' | 'Cancelled';
  readonly content: string;
  readonly userNameAssigned?: string;
  readonly groupNameAssigned?: string;
  readonly author: string;
  readonly enteredOn: Day;
}

/** The next free identifiers. Whoever makes records hands them on from one to the next. */
export interface NextIds {
  event: number;
  problem: number;
  document: number;
}

export interface RecordBuilder {
  readonly events: DraftEvent[];
  readonly appointments: AppointmentWish[];
  readonly visits: DraftVisit[];
  readonly tasks: DraftTask[];
  add(event: DraftEvent): void;
  /** An identifier for a new problem. */
  problem(): Uid;
  /** An identifier for a new document. */
  document(kind: DocumentKind, fileName: string): { readonly uid: Uid; readonly document: DraftDocument };
}

/** Begins an empty record. */
export function beginRecord(ids: NextIds): RecordBuilder {
  const events: DraftEvent[] = [];
  return {
    events,
    appointments: [],
    visits: [],
    tasks: [],
    add: (event) => {
      events.push(event);
    },
    problem: () => uidOf(ids.problem++),
    document: (kind, fileName) => {
      const documentId = ids.document++;
      return { uid: uidOf(documentId), document: { documentId, kind, fileName } };
    },
  };
}

const bits = new Map(itemNames.map((name, index) => [name, 2 ** index]));

/** Which kinds of items there are, as `event.kinds` holds them: bit n is the kind at place n of `itemNames`. */
export function kindsOfItems(items: readonly ClinicalItem[]): number {
  let kinds = 0;
  for (const { kind } of items) kinds |= bits.get(kind) ?? 0;
  return kinds;
}
