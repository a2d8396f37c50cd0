// Which operations' results each notice of the desktop makes out of date. A screen adds its own reading operations here.
import type { Notice, OperationName } from '@s1kit/link';
import { ofRecord } from './of-record.js';

export const staleAfter: Readonly<Record<Notice['event'], readonly OperationName[]>> = {
  message: [],
  session: ['session.status', 'session.changes', 'dialogs.list', 'record.banner'],
  devices: ['devices.list'],
  applications: ['applications.list'],
  record: ['session.status', 'session.changes', 'record.banner'],
  clock: ['clock.show', 'record.banner', 'record.problems', 'record.medication', 'record.appointments', 'record.tasks'],
  data: ['environment.status', 'session.status', 'record.banner', ...ofRecord],
  prompt: [],
  dialog: ['dialogs.list', 'session.status'],
  extract: [],
};
