// Looks whether a write took effect that was sent and not answered.
import type { FunctionMap, RequestOf } from '@s1kit/contract';
import type { ReplyFor } from '../calls/types.js';
import { type Before, beforeKey } from './before.js';
import { type Found, type Record, type Trace, tracesOf, type UidName, type Update } from './traces.js';
import { type Verdict, verdictOf, verdictOn } from './verdict.js';
import type { View } from './view.js';

/** A look: what it says, and what the reply would have said, where the write took effect. */
export interface Look {
  readonly verdict: Verdict;
  readonly reply: object | undefined;
}

/** Looks for an update in what was entered lately; for what it changed, also in the diary, and at last in the whole schedule. */
export async function lookForUpdate(view: View, update: Update, before: Before): Promise<Look> {
  const traces = tracesOf(update);
  let record = await view.recent(update, false);
  const findAll = (): readonly { readonly trace: Trace; readonly found: Found }[] => traces.map((trace) => ({ trace, found: trace.find(record) }));
  let found = findAll();
  for (const wider of [view.diary, view.wholeSchedule]) {
    if (!found.some((each) => each.found.outOfSight)) break;
    record = withSchedule(record, await wider());
    found = findAll();
  }
  const verdict = verdictOf(
    found.map((each) => ({ trace: each.trace, verdict: verdictOn(each.trace, each.found, before) })),
    update.LeaveRecordOpen === true,
  );
  return { verdict, reply: verdict.outcome === 'done' ? replyFrom(record, found, before) : undefined };
}

function withSchedule(record: Record, wider: Record['NonClinical']): Record {
  const { Appointment = [], Visit = [], Task = [] } = record.NonClinical ?? {};
  return {
    ...record,
    NonClinical: {
      Appointment: [...(wider?.Appointment ?? []), ...Appointment],
      Visit: [...(wider?.Visit ?? []), ...Visit],
      Task: [...(wider?.Task ?? []), ...Task],
    },
  };
}

/** The reply that was lost, made from what the record has now. */
function replyFrom(record: Record, all: readonly { readonly trace: Trace; readonly found: Found }[], before: Before): ReplyFor<'UpdatePatientRecord'> {
  // What is found of a trace with an identifier are identifiers.
  const made = (name: UidName) =>
    all
      .filter(({ trace }) => trace.uid === name)
      .flatMap(({ trace, found }) => found.same.filter((uid) => before?.includes(beforeKey(trace, uid)) !== true)) as never[];
  const [eventUid] = made('EventUID');
  const event = record.Clinical?.Event?.find(({ EventUID }) => EventUID === eventUid);
  const problems = (event?.ClinicalCode ?? []).flatMap(({ ProblemUID }) => (ProblemUID === undefined ? [] : [ProblemUID]));
  const documents = [...(event?.Attachment ?? []), ...(event?.Letter ?? [])].flatMap(({ DocumentUID }) => (DocumentUID === undefined ? [] : [DocumentUID]));
  return {
    Identity: record.Identity,
    ...(eventUid === undefined ? {} : { EventUID: eventUid }),
    ...some('ProblemUID', problems),
    ...some('DocumentUID', documents),
    ...some('AppointmentUID', made('AppointmentUID')),
    ...some('VisitUID', made('VisitUID')),
    ...some('TaskUID', made('TaskUID')),
    RecordState: record.RecordState,
  };
}

function some<N extends string, T>(name: N, values: readonly T[]): { readonly [K in N]?: readonly T[] } {
  // One property, by its name.
  return values.length === 0 ? {} : ({ [name]: values } as { readonly [K in N]: readonly T[] });
}

export type Deletion = RequestOf<FunctionMap['DeleteFromPatientRecord']>;

/** Looks for what a deletion named: first in what was entered lately; that it is gone only the whole record shows. */
export async function lookForDeletion(view: View, named: Deletion): Promise<Look> {
  const { EventUID = [], AppointmentUID = [], VisitUID = [], TaskUID = [] } = named;
  const recent = await view.recent(
    { ...(EventUID.length === 0 ? {} : { Clinical: { Event: {} } }), NonClinical: { Appointment: [], Visit: [], Task: [] } },
    false,
  );
  const standing = namedIn(recent, named);
  if (standing.length > 0) return { verdict: { outcome: 'notDone', uids: standing }, reply: undefined };
  const left = namedIn(EventUID.length === 0 ? { NonClinical: (await view.wholeSchedule()) ?? {} } : await view.whole(), named);
  return left.length > 0
    ? { verdict: { outcome: 'notDone', uids: left }, reply: undefined }
    : { verdict: { outcome: 'done', uids: [...EventUID, ...AppointmentUID, ...VisitUID, ...TaskUID] }, reply: {} };
}

/** What of that still stands, each kind by its own identifiers: those of two kinds may be the same. */
function namedIn({ Clinical, NonClinical }: Pick<Record, 'Clinical' | 'NonClinical'>, named: Deletion): readonly string[] {
  const { Appointment = [], Visit = [], Task = [] } = NonClinical ?? {};
  const standing = (uids: readonly string[], wanted: readonly string[] = []): readonly string[] => uids.filter((uid) => wanted.includes(uid));
  const booked = Appointment.filter(({ Status }) => Status !== 'Cancelled');
  return [
    ...standing(
      (Clinical?.Event ?? []).map(({ EventUID }) => EventUID),
      named.EventUID,
    ),
    ...standing(
      booked.map(({ AppointmentUID }) => AppointmentUID),
      named.AppointmentUID,
    ),
    ...standing(
      Visit.map(({ VisitUID }) => VisitUID),
      named.VisitUID,
    ),
    ...standing(
      Task.map(({ TaskUID }) => TaskUID),
      named.TaskUID,
    ),
  ];
}
