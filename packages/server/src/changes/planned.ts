// A change to a patient's record that was found to be right, with every identifier that it will have: ready to be carried out, now or later.
import type { AppointmentStatus, ClinicalItem, Code, Demographics, TaskStatus, Uid, VisitStatus } from '@s1kit/contract';
import { uidOf } from '../identifiers.js';
import type { Changes } from './changed.js';

/**
 * Plain data, so that it can be kept as JSON (B7.16). Its parts do not depend on one another: any of them can be left out by setting it to `null` or
 * to an empty list. Times are milliseconds since 1970 UTC.
 */
export interface PlannedChange {
  readonly patientId: number;
  /** NHS number or pseudo-number. */
  readonly patientNumber: string;
  /** The version of the record that was read. */
  readonly patientVersion: number;
  /** The user who was signed in. */
  readonly userName: string;
  /** `null` for what a user does at the screens. */
  readonly applicationId: string | null;
  readonly software: string | null;
  readonly requestUid: string | null;
  readonly plannedAt: number;
  readonly demographics: Changes<Demographics> | null;
  readonly event: PlannedEvent | null;
  readonly bookings: readonly PlannedBooking[];
  readonly appointments: readonly AppointmentChange[];
  readonly newVisits: readonly PlannedVisit[];
  readonly visits: readonly VisitChange[];
  readonly newTasks: readonly PlannedTask[];
  readonly tasks: readonly TaskChange[];
}

/** A clinical event that will be added. */
export interface PlannedEvent {
  readonly eventId: number;
  /** Civil UK time, `yyyy-MM-ddTHH:mm:ss`. */
  readonly effectiveAt: string;
  readonly userName: string;
  readonly doneBy: string;
  readonly doneAt: string;
  readonly method: string | null;
  readonly linkedReferralUid: string | null;
  readonly linkedProblemUid: Uid | null;
  /** As they will be stored. */
  readonly items: readonly ClinicalItem[];
  readonly documents: readonly PlannedDocument[];
  /** The problems that it ends. */
  readonly ends: readonly ProblemEnd[];
}

/** A document that an attachment or letter of the event names. Its content is kept already. */
export interface PlannedDocument {
  readonly documentId: number;
  readonly fileName: string;
  readonly mediaType: string;
  /** The hashes of its contents, a page each. */
  readonly pages: readonly string[];
}

/** A problem of the record that gets a last day. */
export interface ProblemEnd {
  readonly problemUid: Uid;
  readonly code: Code;
  /** `yyyy-MM-dd` */
  readonly endDate: string;
}

/** An appointment that will take a free slot. */
export interface PlannedBooking {
  readonly appointmentId: number;
  readonly clinicId: number;
  readonly startAt: number;
  readonly slotType: string;
  /** Minutes. */
  readonly duration: number;
  readonly comments: string;
  readonly flags: readonly string[];
  readonly linkedReferralUid: string | null;
}

/** What of an appointment changes after it was booked. */
export interface AppointmentState {
  readonly status: AppointmentStatus;
  readonly comments: string;
  readonly flags: readonly string[];
  readonly linkedReferralUid: string | null;
}

export interface AppointmentChange {
  readonly appointmentId: number;
  readonly changes: Changes<AppointmentState>;
}

export interface VisitState {
  readonly startAt: number;
  /** Minutes. */
  readonly duration: number;
  /** The user name of who visits. */
  readonly visitor: string;
  readonly status: VisitStatus;
  readonly comments: string;
  readonly linkedReferralUid: string | null;
}

export interface PlannedVisit {
  readonly visitId: number;
  readonly state: VisitState;
}

export interface VisitChange {
  readonly visitId: number;
  readonly changes: Changes<VisitState>;
}

export interface TaskState {
  readonly dueAt: number;
  /** As replies have it: `Miscellaneous`. */
  readonly type: string;
  readonly status: TaskStatus;
  readonly content: string;
  readonly userNameAssigned: string | null;
  readonly groupNameAssigned: string | null;
}

export interface PlannedTask {
  readonly taskId: number;
  readonly state: TaskState;
}

export interface TaskChange {
  readonly taskId: number;
  readonly changes: Changes<TaskState>;
}

/** What a change makes or touches, in the spelling of the reply (B7.12). */
export interface Made {
  readonly EventUID?: Uid;
  readonly ProblemUID: readonly Uid[];
  readonly DocumentUID: readonly Uid[];
  readonly AppointmentUID: readonly Uid[];
  readonly VisitUID: readonly Uid[];
  readonly TaskUID: readonly Uid[];
}

/** What a change will have made when it has been carried out. */
export function madeBy({ event, bookings, appointments, newVisits, visits, newTasks, tasks }: PlannedChange): Made {
  return {
    ...(event === null ? {} : { EventUID: uidOf(event.eventId) }),
    ProblemUID: (event?.items ?? []).flatMap((item) => (item.kind === 'ClinicalCode' && item.value.ProblemUID !== undefined ? [item.value.ProblemUID] : [])),
    DocumentUID: (event?.documents ?? []).map(({ documentId }) => uidOf(documentId)),
    AppointmentUID: [...bookings, ...appointments].map(({ appointmentId }) => uidOf(appointmentId)),
    VisitUID: [...newVisits, ...visits].map(({ visitId }) => uidOf(visitId)),
    TaskUID: [...newTasks, ...tasks].map(({ taskId }) => uidOf(taskId)),
  };
}
