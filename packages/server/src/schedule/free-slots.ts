// Free slots: what the patterns of clinics give, without what is taken and what has begun (B7.19).
import { all, sql, type Work } from '../store/index.js';
import { addDays, daysBetween, ukDay } from '../uk-time.js';
import { type Clinic, type ClinicNarrowing, findClinics } from './clinics.js';
import { type PatternedSlot, slotsOfDay } from './pattern.js';
import type { TimeRange } from './range.js';

export interface ClinicSlots {
  readonly clinic: Clinic;
  /** At least one, in order. */
  readonly slots: readonly PatternedSlot[];
}

export interface SlotNarrowing extends ClinicNarrowing {
  readonly slotType?: string | undefined;
}

/**
 * The free slots that begin in a stretch of time and after now, by clinic. Clinics without one are left out.
 * @param now milliseconds since 1970 UTC
 */
export function* findFreeSlots(organisationId: string, range: TimeRange, narrowing: SlotNarrowing, now: number): Work<readonly ClinicSlots[]> {
  const found: ClinicSlots[] = [];
  for (const clinic of yield* findClinics(organisationId, narrowing)) {
    const taken = yield* takenStarts(organisationId, clinic.clinicId, range);
    const slots = slotsIn(clinic, range).filter(
      ({ startAt, type }) => startAt > now && !taken.has(startAt) && (narrowing.slotType === undefined || type === narrowing.slotType),
    );
    if (slots.length > 0) found.push({ clinic, slots });
  }
  return found;
}

/** Every slot of a clinic that begins in a stretch of time, taken or not. */
export function slotsIn({ pattern }: Pick<Clinic, 'pattern'>, { from, until }: TimeRange): readonly PatternedSlot[] {
  const slots: PatternedSlot[] = [];
  // A session may go on past midnight, so the day before counts too.
  const first = addDays(ukDay(from), -1);
  const days = daysBetween(first, ukDay(until));
  for (let index = 0; index <= days; index++) {
    for (const slot of slotsOfDay(pattern, addDays(first, index))) if (slot.startAt >= from && slot.startAt <= until) slots.push(slot);
  }
  return slots.sort((a, b) => a.startAt - b.startAt);
}

function* takenStarts(organisationId: string, clinicId: number, { from, until }: TimeRange): Work<ReadonlySet<number>> {
  const rows = yield* all<{ start_at: number }>(selectTaken, organisationId, clinicId, from, until);
  return new Set(rows.map((row) => row.start_at));
}

const selectTaken = sql`SELECT start_at FROM slot_taken WHERE organisation_id = ? AND clinic_id = ? AND start_at >= ? AND start_at <= ?`;
