// The clinics of the fictitious organisation: who holds which, when, with which slots.
import type { ClinicPattern, PatternSession } from '../schedule/pattern.js';
import { type FictitiousStaff, staff, type Work } from './practice.js';

export interface FictitiousClinic {
  readonly userName: string;
  readonly siteName: string;
  readonly clinicType: string;
  readonly work: Work;
  readonly pattern: ClinicPattern;
}

const run = (count: number, type: string, minutes: number) => Array.from({ length: count }, () => ({ type, minutes }));
const weekdays = [1, 2, 3, 4, 5];

function sessions(days: readonly number[], start: string, slots: PatternSession['slots'], everyWeeks?: number): PatternSession[] {
  return days.map((weekday) => ({ weekday, start, slots, ...(everyWeeks === undefined ? {} : { everyWeeks }) }));
}

const gpMorning = [...run(6, 'Routine', 10), ...run(3, 'Telephone', 5), ...run(5, 'Routine', 10), ...run(3, 'Book on the day', 10)];
const gpAfternoon = [...run(8, 'Routine', 10), ...run(4, 'Book on the day', 10), ...run(2, 'Telephone', 5)];

function clinicsOf(member: FictitiousStaff, index: number): FictitiousClinic[] {
  const clinic = (clinicType: string, ...groups: readonly (readonly PatternSession[])[]): FictitiousClinic => ({
    userName: member.userName,
    siteName: member.siteName,
    clinicType,
    work: member.work,
    pattern: { sessions: groups.flat() },
  });
  // One day a week each doctor is not there.
  const dayOff = (index % 5) + 1;
  const present = weekdays.filter((weekday) => weekday !== dayOff);
  switch (member.work) {
    case 'gp':
      return [clinic('GP Surgery', sessions(present, '08:30', gpMorning), sessions(present, '14:30', gpAfternoon))];
    case 'nurse':
      return [
        clinic('Nurse Clinic', sessions(weekdays, '08:40', run(10, 'Nurse', 15))),
        clinic('Long-term Conditions', sessions([2, 4], '14:00', run(6, 'Review', 30))),
      ];
    case 'assistant':
      return [clinic('Phlebotomy', sessions(weekdays, '08:00', run(18, 'Blood test', 10)))];
    case 'pharmacist':
      return [clinic('Medication Review', sessions([1, 3, 5], '09:30', run(10, 'Review', 20)))];
    case 'physiotherapist':
      return [clinic('Physiotherapy Clinic', sessions([2, 4], '09:00', run(8, 'Physiotherapy', 30)))];
    default:
      return [];
  }
}

const duty: FictitiousClinic = {
  userName: 'tpellow',
  siteName: 'Marlowick Health Centre',
  clinicType: 'Duty Doctor',
  work: 'gp',
  pattern: { sessions: sessions(weekdays, '11:30', run(12, 'Urgent', 10)) },
};

/** Held on every day of the week, so that there is something on the anchor date whichever it is. */
const extended: FictitiousClinic = {
  userName: 'ashah',
  siteName: 'Marlowick Health Centre',
  clinicType: 'Extended Access',
  work: 'gp',
  pattern: { sessions: [...sessions(weekdays, '18:30', run(8, 'Routine', 10)), ...sessions([6, 7], '09:00', run(18, 'Urgent', 10))] },
};

/** Held every other week, at another site than the nurse's own. */
const outreach: FictitiousClinic = {
  userName: 'jhathersage',
  siteName: 'Kestle Green Branch',
  clinicType: 'Nurse Clinic',
  work: 'nurse',
  pattern: { sessions: sessions([3], '14:00', run(8, 'Nurse', 15), 2) },
};

/** Every clinic, each with its user. The place in this list, from 1, is its identifier. */
export const clinics: readonly FictitiousClinic[] = [...staff.flatMap(clinicsOf), duty, extended, outreach];
