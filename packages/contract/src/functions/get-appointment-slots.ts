import { clinicTypeList, siteNameList, slot, slotTypeList, userNameList } from '../blocks/index.js';
import { dateTime, element, many, one, optional, some, text } from '../shape/index.js';
import { declareFunction } from './declare.js';

const slotClinic = element('SlotClinic', 'A clinic with free slots.', {
  UserName: optional(text, 'Whose clinic it is.'),
  SiteName: one(text, 'Where it is held.'),
  ClinicType: one(text, 'Its type.'),
  Slot: some(slot, 'A free slot.'),
});

/** Free future slots, by clinic (B7.19). */
export const getAppointmentSlots = declareFunction({
  name: 'GetAppointmentSlots',
  version: '1.0',
  available: true,
  summary: 'Free future slots, by clinic.',
  throttle: 'standard',
  right: 'schedule.read',
  writes: false,
  request: element('GetAppointmentSlotsRequest', 'Which slots.', {
    MinDateTime: optional(dateTime, 'From when; now if left out.'),
    MaxDateTime: optional(dateTime, 'Until when, inclusive; 28 days after the first if left out.'),
    SiteName: optional(siteNameList, 'At this site.'),
    UserName: optional(userNameList, "In this user's clinics."),
    ClinicType: optional(clinicTypeList, 'In clinics of this type.'),
    SlotType: optional(slotTypeList, 'Slots of this type.'),
  }),
  reply: element('GetAppointmentSlotsReply', 'The free slots.', { Clinic: many(slotClinic, 'A clinic with free slots.') }),
  template: (values) => ({ MinDateTime: `${values.today}T00:00:00`, SiteName: values.siteName, UserName: values.userName }),
});
