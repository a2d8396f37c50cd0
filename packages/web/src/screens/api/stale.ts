// Which operations' results each notice of the desktop makes out of date. A screen adds its own reading operations here.
import type { Notice, OperationName } from '@s1kit/link';

/** `everything`: what is on the screen may all be another. */
export const staleAfter: Readonly<Record<Notice['event'], readonly OperationName[] | 'everything'>> = {
  message: [],
  session: ['demographics.get', 'dialogs.list', 'environment.workstations', 'record.banner', 'session.changes', 'session.status', 'staff.list'],
  devices: ['applications.devices', 'devices.list', 'environment.workstations'],
  applications: ['applications.devices', 'applications.list', 'applications.names'],
  // What is read of the open record is read anew when its version is another: patient/open-record.ts.
  record: [
    'appointments.counts',
    'appointments.ledger',
    'demographics.get',
    'environment.workstations',
    'record.banner',
    'session.changes',
    'session.status',
    'slots.free',
    'visits.list',
  ],
  clock: 'everything',
  data: 'everything',
  prompt: ['environment.workstations'],
  dialog: ['dialogs.list', 'session.status'],
  extract: [],
  settings: ['environment.status'],
};
