// What is read of a record to see whether a write took effect: what was entered today or yesterday, the diary, and all of it where that is not enough.
import type { FunctionMap, FunctionName, RequestOf } from '@s1kit/contract';
import type { CallContext } from '../calls/context.js';
import type { CallOptions } from '../calls/options.js';
import { readOnce } from '../calls/reads.js';
import type { PatientIdentity, ReplyFor } from '../calls/types.js';
import { ukDay } from '../clock.js';
import type { Record, Update } from './traces.js';

const dayMs = 86_400_000;
/** The diary gives at most twelve weeks. */
const diaryDays = 83;

export interface View {
  /** What was entered today or yesterday: a light request (B5.1). */
  recent(update: Pick<Update, 'Demographics' | 'Clinical' | 'NonClinical'>, alsoDemographics: boolean): Promise<Record>;
  /** The patient's appointments and visits from today on, by the diary. */
  diary(): Promise<Record['NonClinical']>;
  /** Every appointment, visit and task: one request in 30 seconds. */
  wholeSchedule(): Promise<Record['NonClinical']>;
  /** Every event, appointment, visit and task. */
  whole(): Promise<Record>;
}

export function viewOf(context: CallContext, identity: PatientIdentity, { signal, priority }: CallOptions, update: Update | undefined): View {
  const scheme = codesOf(update);
  const options = { ...(priority === undefined ? {} : { priority }), ...(scheme === undefined ? {} : { outputScheme: scheme }) };
  // What a reply has is what its shape says of replies.
  const read = async <N extends FunctionName>(name: N, parameters: RequestOf<FunctionMap[N]>): Promise<ReplyFor<N>> =>
    (await readOnce(context, { name, parameters, options }, signal)) as ReplyFor<N>;
  const yesterday = (): string => ukDay(context.clock.now() - dayMs);
  return {
    recent: (wanted, alsoDemographics) => {
      const { Appointment, Visit, Task } = wanted.NonClinical ?? {};
      const asked = true as const;
      const categories = {
        ...(wanted.Demographics !== undefined || alsoDemographics ? { Demographics: asked } : {}),
        ...(Appointment === undefined ? {} : { Appointments: asked }),
        ...(Visit === undefined ? {} : { Visits: asked }),
        ...(Task === undefined ? {} : { Tasks: asked }),
      };
      // Every kind of item is asked for: an event that has more than was sent is another one.
      return read('GetPatientRecord', { Identity: identity, Filter: { ...(wanted.Clinical === undefined ? categories : {}), MinEntryDate: yesterday() } });
    },
    diary: async () => {
      const now = context.clock.now();
      const { Result: results = [] } = await read('GetDiary', {
        MinDateTime: `${ukDay(now)}T00:00:00`,
        MaxDateTime: `${ukDay(now + diaryDays * dayMs)}T23:59:00`,
        Appointments: true,
        Visits: true,
      });
      const own = results.filter(({ Identity: found }) =>
        identity.NHSNumber === undefined ? found.PseudoNumber === identity.PseudoNumber : found.NHSNumber === identity.NHSNumber,
      );
      return { Appointment: own.flatMap((result) => result.Appointment ?? []), Visit: own.flatMap((result) => result.Visit ?? []) };
    },
    wholeSchedule: async () => (await read('GetPatientRecord', { Identity: identity, Filter: { Appointments: true, Visits: true, Tasks: true } })).NonClinical,
    whole: () => read('GetPatientRecord', { Identity: identity }),
  };
}

/** The record is read in the coding schemes that were written, where there is one. */
function codesOf(update: Update | undefined): { readonly codes?: 'CTV3' | 'Snomed'; readonly drugs?: 'Multilex' | 'Dmd' } | undefined {
  if (update === undefined) return undefined;
  const text = JSON.stringify(update);
  const codes = text.includes('"Scheme":"Snomed"') ? ('Snomed' as const) : undefined;
  const drugs = text.includes('"Scheme":"Dmd"') ? ('Dmd' as const) : undefined;
  return codes === undefined && drugs === undefined ? undefined : { ...(codes === undefined ? {} : { codes }), ...(drugs === undefined ? {} : { drugs }) };
}
