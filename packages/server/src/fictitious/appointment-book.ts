// Finds slots for the appointments that lives ask for. No slot is taken twice, and some of those to come stay free.
import { slotsOfDay } from '../schedule/pattern.js';
import { type Calendar, type Day, textOfDay } from './calendar.js';
import { clinics } from './clinics.js';
import { randomOf } from './random.js';
import type { AppointmentWish } from './record.js';

export interface BookedAppointment {
  /** The place of the clinic in the list of clinics, from 0. */
  readonly clinic: number;
  readonly slotType: string;
  /** Milliseconds since 1970 UTC. */
  readonly startAt: number;
  readonly minutes: number;
  readonly status: 'Booked' | 'Arrived' | 'In Progress' | 'Finished' | 'Did Not Attend' | 'Cancelled';
  /** Whether the slot is taken: a cancelled one is free again. */
  readonly takesSlot: boolean;
  readonly bookedAt: number;
  readonly userName: string;
}

export interface AppointmentBook {
  /** Finds a slot; `undefined` where there is none left that fits. */
  book(wish: AppointmentWish): BookedAppointment | undefined;
}

interface OpenSlot {
  readonly clinic: number;
  readonly type: string;
  readonly startAt: number;
  readonly minutes: number;
  /** Seconds since midnight. */
  readonly second: number;
  /** Kept free for whoever uses the environment. */
  readonly kept: boolean;
  taken: boolean;
}

/**
 * Opens the book.
 * @param isTaken whether a slot is taken already, by what was booked before
 */
export function openBook(seed: number, anchor: Day, calendar: Calendar, isTaken: (clinic: number, startAt: number) => boolean): AppointmentBook {
  const days = new Map<Day, readonly OpenSlot[]>();
  const slotsOn = (day: Day): readonly OpenSlot[] => {
    let slots = days.get(day);
    if (slots === undefined) {
      const random = randomOf(seed, 'slots', day);
      // The further ahead, the more is free.
      const keptShare = day < anchor ? 0.05 : Math.min(0.75, 0.3 + (day - anchor) * 0.02);
      const text = textOfDay(day);
      slots = clinics.flatMap(({ pattern }, clinic) =>
        slotsOfDay(pattern, text).map(({ startAt, start, type, minutes }) => ({
          clinic,
          type,
          startAt,
          minutes,
          second: Number(start.slice(11, 13)) * 3600 + Number(start.slice(14, 16)) * 60,
          kept: random.chance(keptShare),
          taken: isTaken(clinic, startAt),
        })),
      );
      days.set(day, slots);
    }
    return slots;
  };

  const find = (wish: AppointmentWish, day: Day): OpenSlot | undefined => {
    let best: OpenSlot | undefined;
    let distance = Number.POSITIVE_INFINITY;
    for (const slot of slotsOn(day)) {
      if (slot.taken || slot.kept) continue;
      const clinic = clinics[slot.clinic];
      if (clinic === undefined || clinic.work !== wish.work || (wish.userName !== undefined && clinic.userName !== wish.userName)) continue;
      const away = Math.abs(slot.second - wish.second);
      if (away < distance) [best, distance] = [slot, away];
    }
    return best;
  };

  return {
    book: (wish) => {
      const last = wish.movable ? Math.min(wish.day + 7, anchor + 27) : wish.day;
      for (let day = wish.day; day <= last; day++) {
        const slot = find(wish, day);
        if (slot === undefined) continue;
        const status = day === anchor && wish.status === 'Booked' ? statusAt(slot.second) : wish.status;
        const takesSlot = status !== 'Cancelled';
        slot.taken = takesSlot;
        return {
          clinic: slot.clinic,
          slotType: slot.type,
          startAt: slot.startAt,
          minutes: slot.minutes,
          status,
          takesSlot,
          bookedAt: calendar.instant(Math.min(anchor - 1, day - wish.bookedDaysBefore), 32_400 + (slot.second % 25_200)),
          userName: clinics[slot.clinic]?.userName ?? '',
        };
      }
      return undefined;
    },
  };
}

/** How far the anchor date's appointments have come: as it is at about a quarter past ten. */
function statusAt(second: number): BookedAppointment['status'] {
  if (second < 35_400) return 'Finished';
  if (second < 36_900) return 'In Progress';
  return second < 39_600 ? 'Arrived' : 'Booked';
}
