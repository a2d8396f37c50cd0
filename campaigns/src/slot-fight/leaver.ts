// A client that leaves bookings unsaved: the slot is held at once, and freed when its user discards them (B7.16).
import { identityOf, textsOf } from '../practice/request.js';
import type { FreeSlot } from '../practice/slots.js';
import { bookingOf, type Client, type Fight } from './client.js';

/** Leaves, saves and discards for so many requests; nothing is unsaved afterwards. @returns the AppointmentUIDs of what was saved */
export async function leave(client: Client, fighting: Fight, requests: number): Promise<readonly string[]> {
  const { chance, desk, nhsNumber } = client;
  const { attempted, history, wrong } = fighting;
  const saved: string[] = [];
  let unsaved: { readonly slot: FreeSlot; readonly uid: string }[] = [];

  const decide = async (): Promise<void> => {
    const invoked = history.now();
    if (chance.chance(0.3)) {
      const { conflicts } = await desk.perform('session.save', {});
      if (conflicts.length > 0) wrong('bookings alone were in conflict with something');
      for (const { slot } of unsaved) history.note(slot, nhsNumber, 'held', invoked);
      saved.push(...unsaved.map(({ uid }) => uid));
    } else {
      await desk.perform('session.discard', {});
      for (const { slot } of unsaved) history.note(slot, nhsNumber, 'freed', invoked);
      attempted('freed');
    }
    unsaved = [];
  };

  for (let request = 0; request < requests; request++) {
    if (unsaved.length > 0 && chance.chance(0.5)) await decide();
    const slot = chance.pick(fighting.slots);
    const invoked = history.now();
    const answer = await desk.ask('UpdatePatientRecord', `${identityOf(nhsNumber)}<NonClinical>${bookingOf(slot)}</NonClinical><LeaveRecordOpen/>`);
    if (answer === undefined) {
      wrong('a booking that is left unsaved was not answered');
      continue;
    }
    const [uid = ''] = textsOf(answer.text, 'AppointmentUID');
    if (answer.error === undefined) unsaved.push({ slot, uid });
    else if (answer.error !== 'SlotUnavailable') wrong(`a booking that is left unsaved was answered with ${answer.error}`);
    history.note(slot, nhsNumber, answer.error === undefined ? 'taken' : 'refused', invoked);
    attempted(answer.error === undefined ? 'booked' : 'refused');
  }
  if (unsaved.length > 0) await decide();
  return saved;
}
