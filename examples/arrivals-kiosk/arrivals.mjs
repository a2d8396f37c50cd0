// A patient says that they have arrived, by date of birth and the first letter of the surname. The answer tells nothing that they have not typed, but a time.
import { SystmOneError } from '@s1kit/sdk';

/**
 * `seeReception`: nobody, or more than one, or nothing to arrive for, and the kiosk does not say which: it stands in public. `outOfOrder`: nobody can arrive
 * here at the moment; `code` is for whoever looks after the kiosk.
 * @typedef {{ readonly kind: 'arrived', readonly time: string }
 *   | { readonly kind: 'seeReception', readonly code?: string }
 *   | { readonly kind: 'outOfOrder', readonly code: string }} Answer
 */

/** Who comes much too early or too late is seen by reception. */
const earliestMinutes = 60;
const latestMinutes = 20;

const outOfOrder = new Set(['ClientNotRunning', 'NobodySignedIn', 'DeviceBlocked', 'DeviceUnknown', 'KeyRefused', 'RightMissing', 'NoReply', 'Closed']);

/**
 * Sets the appointment that is due of the one patient who is meant to Arrived. Everybody of today's diary counts when it is found out who that is, so that an
 * arrival is never taken for that of another.
 * @param {import('@s1kit/sdk').SystmOne} systmOne
 * @param {{ readonly dateOfBirth: string, readonly initial: string }} said the day as `yyyy-MM-dd`, one letter
 * @param {Date} now
 * @returns {Promise<Answer>}
 */
export async function arrive(systmOne, said, now) {
  try {
    // Another screen may have changed the diary a moment ago.
    const today = ukTime(now).slice(0, 10);
    const { Result: results = [] } = await systmOne.getDiary(
      { MinDateTime: `${today}T00:00:00`, MaxDateTime: `${today}T23:59:59`, Appointments: true },
      { fresh: true },
    );
    const [patient, ...others] = results.filter(
      ({ Demographics: { DateOfBirth, Surname } }) => DateOfBirth === said.dateOfBirth && begins(Surname, said.initial),
    );
    if (patient === undefined || others.length > 0) return { kind: 'seeReception' };
    const [from, until] = [ukTime(now, -latestMinutes), ukTime(now, earliestMinutes)];
    const due = (patient.Appointment ?? []).filter((one) => one.Status === 'Booked' && startOf(one) >= from && startOf(one) <= until);
    const [next] = due.sort((one, other) => (startOf(one) < startOf(other) ? -1 : 1));
    if (next === undefined) return { kind: 'seeReception' };
    const { NHSNumber, PseudoNumber = '' } = patient.Identity;
    await systmOne.updatePatientRecord(
      {
        Identity: NHSNumber === undefined ? { PseudoNumber } : { NHSNumber },
        NonClinical: { Appointment: [{ AppointmentUID: next.AppointmentUID, Status: 'Arrived' }] },
      },
      { save: 'now', expect: { surname: patient.Demographics.Surname, dateOfBirth: patient.Demographics.DateOfBirth } },
    );
    return { kind: 'arrived', time: startOf(next).slice(11, 16) };
  } catch (error) {
    // Also where it cannot be told whether the arrival is on record: reception sees it.
    const code = error instanceof SystmOneError ? error.code : 'Unexpected';
    return { kind: outOfOrder.has(code) ? 'outOfOrder' : 'seeReception', code };
  }
}

/** @param {{ readonly Clinic: { readonly Slot: { readonly DateTimeStart: string } } }} appointment @returns {string} */
function startOf({ Clinic }) {
  return Clinic.Slot.DateTimeStart;
}

/** Case and accents do not matter: É is typed as E. @param {string} surname @param {string} initial @returns {boolean} */
function begins(surname, initial) {
  const [first = ''] = plain(surname);
  return initial.trim() !== '' && first === plain(initial.trim());
}

/** @param {string} text @returns {string} */
function plain(text) {
  return text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toUpperCase();
}

/** The time at the practice, as SystmOne has it, whatever the zone of the kiosk. @param {Date} now @param {number} [minutes] later @returns {string} */
function ukTime(now, minutes = 0) {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'medium' });
  return format.format(now.getTime() + minutes * 60_000).replace(' ', 'T');
}
