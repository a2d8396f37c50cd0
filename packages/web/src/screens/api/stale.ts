// Which operations' results each notice of the desktop makes out of date. A screen adds its own reading operations here.
import type { Notice, OperationName } from '@s1kit/link';

export const staleAfter: Readonly<Record<Notice['event'], readonly OperationName[]>> = {
  message: [],
  session: ['session.status', 'session.changes', 'record.banner', 'dialogs.list', 'staff.list'],
  devices: ['devices.list'],
  applications: ['applications.list'],
  record: ['session.status', 'session.changes', 'record.banner', 'appointments.ledger', 'appointments.counts', 'visits.list'],
  clock: ['clock.show', 'appointments.choices', 'appointments.ledger', 'appointments.counts'],
  data: [
    'environment.status',
    'session.status',
    'record.banner',
    'appointments.choices',
    'appointments.ledger',
    'appointments.counts',
    'visits.list',
    'staff.list',
  ],
  prompt: [],
  dialog: ['dialogs.list', 'session.status'],
  extract: [],
};
