// What the panel shows: the patient whose record is open, and never another one.
import { SystmOneError } from '@s1kit/sdk';

/**
 * @typedef {{ readonly state: 'nobodySignedIn' | 'noRecordOpen' | 'reading' }
 *   | { readonly state: 'patient', readonly name: string, readonly dateOfBirth: string, readonly telephone: string }
 *   | { readonly state: 'failed', readonly code: string }} Panel
 */

/**
 * Follows the open record until the signal aborts.
 * @param {import('@s1kit/sdk').SystmOne} systmOne
 * @param {(panel: Panel) => void} show
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
export async function followOpenPatient(systmOne, show, signal) {
  let leaving = new AbortController();
  try {
    for await (const activity of systmOne.watchActivity({ signal })) {
      // Whatever was still being read belongs to the record of before.
      leaving.abort();
      leaving = new AbortController();
      if (activity === undefined) show({ state: 'nobodySignedIn' });
      else if (activity.Identity === undefined) show({ state: 'noRecordOpen' });
      else void showPatient(systmOne, activity.Identity, show, leaving.signal);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    leaving.abort();
  }
}

/**
 * Demographics alone: they may be read once a second, where a whole record may be read every 30 seconds.
 * @param {import('@s1kit/sdk').SystmOne} systmOne
 * @param {{ readonly NHSNumber?: string, readonly PseudoNumber?: string }} identity
 * @param {(panel: Panel) => void} show
 * @param {AbortSignal} signal aborts when another record is open
 */
async function showPatient(systmOne, { NHSNumber, PseudoNumber = '' }, show, signal) {
  // The name of before goes at once, not when the next one has come.
  show({ state: 'reading' });
  try {
    const Identity = NHSNumber === undefined ? { PseudoNumber } : { NHSNumber };
    const { Demographics } = await systmOne.getPatientRecord({ Identity, Filter: { Demographics: true } }, { signal });
    if (signal.aborted) return;
    const { FirstName = '', Surname = '', DateOfBirth = '', MobileTelephone = '' } = Demographics ?? {};
    show({ state: 'patient', name: `${Surname.toUpperCase()}, ${FirstName}`, dateOfBirth: DateOfBirth, telephone: MobileTelephone });
  } catch (error) {
    if (signal.aborted) return;
    show({ state: 'failed', code: error instanceof SystmOneError ? error.code : 'Unexpected' });
  }
}
