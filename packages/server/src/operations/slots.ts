// The operation that lists free slots for booking at the screens.
import { OperationError, type OperationHandlers } from '@s1kit/link';
import { findFreeSlots } from '../schedule/free-slots.js';
import { rangeOf } from '../schedule/range.js';
import { addDays, startOfUkDay, ukDay } from '../uk-time.js';
import type { OperationContext } from './operation-context.js';

export const slotHandlers: Pick<OperationHandlers<OperationContext>, 'slots.free'> = {
  'slots.free': (input, { services }) =>
    services.store.read(function* () {
      const { clock, organisationId } = services;
      const { days = 7, limit = 100, skip = 0, clinicType, siteName, slotType, userName } = input;
      const now = clock.now();
      const from = input.from ?? ukDay(now);
      if (startOfUkDay(from) === undefined) throw new OperationError(400, 'There is no such day. Give it as yyyy-MM-dd.');
      const range = rangeOf({ MinDateTime: `${from}T00:00:00`, MaxDateTime: `${addDays(from, days - 1)}T23:59:59` }, now);
      const found = yield* findFreeSlots(organisationId, range, { userName, siteName, clinicType, slotType }, now);
      const slots = found.flatMap(({ clinic, slots: free }) => free.map((slot) => ({ clinic, slot })));
      slots.sort((a, b) => a.slot.startAt - b.slot.startAt);
      return {
        from,
        slots: slots.slice(skip, skip + limit).map(({ clinic, slot }) => ({
          userName: clinic.userName,
          siteName: clinic.siteName,
          clinicType: clinic.clinicType,
          slotType: slot.type,
          start: slot.start,
          duration: slot.minutes,
        })),
        total: slots.length,
      };
    }),
};
