// What each right lets one do, in plain words, in the order in which they are shown (B4.7).
import type { Right } from '@s1kit/contract';

export const rightNames: Readonly<Record<Right, string>> = {
  'environment.use': 'Use this environment: sign in, see what it is and who is at the desk',
  'patients.search': 'Search for patients',
  'demographics.read': "Open a patient's record and see who they are: name, birth, address, telephone",
  'demographics.write': "Change a patient's name, address, telephone and other details",
  'schedule.read': 'See appointments, visits and free slots',
  'schedule.write': 'Book and change appointments, visits and tasks',
  'documents.names': 'See which documents a record has',
  'clinical.read': 'Read clinical content and documents',
  'clinical.write': 'Write and delete clinical content, and save unsaved changes',
  'selection.read': 'See which items are selected in the open record',
  launch: 'Answer the dialogs that applications open',
  'devices.manage': 'Approve and block applications on a workstation',
  'applications.manage': 'Register applications, give them keys, withdraw them',
  'staff.manage': 'See the staff and give them roles',
  'audit.own': "See one's own messages in the Message Audit",
  'audit.all': "See everybody's messages in the Message Audit",
  extract: "Take the organisation's data extract",
  retention: 'Decide how long the content of messages is kept',
};
