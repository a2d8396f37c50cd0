// GetAppointmentSlots: free future slots, by clinic (B7.19).
import { getAppointmentSlots as declaration } from '@s1kit/contract';
import { behaviour } from '../context.js';
import { findFreeSlots } from '../schedule/free-slots.js';
import { rangeOf } from '../schedule/range.js';
import { requireListed } from './listed-values.js';

export const getAppointmentSlots = behaviour(declaration, {
  work: function* (parameters, { organisationId, clock, lists }) {
    const { UserName: userName, SiteName: siteName, ClinicType: clinicType, SlotType: slotType } = parameters;
    requireListed(lists, { userNames: userName, siteNames: siteName, clinicTypes: clinicType, slotTypes: slotType });
    const now = clock.now();
    const found = yield* findFreeSlots(organisationId, rangeOf(parameters, now), { userName, siteName, clinicType, slotType }, now);
    return {
      Clinic: found.map(({ clinic, slots }) => ({
        UserName: clinic.userName,
        SiteName: clinic.siteName,
        ClinicType: clinic.clinicType,
        Slot: slots.map((slot) => ({ SlotType: slot.type, DateTimeStart: slot.start, Duration: slot.minutes })),
      })),
    };
  },
});
