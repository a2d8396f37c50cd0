// Which operations' results each notice of the desktop makes out of date. A screen adds its own reading operations here.
import type { Notice, OperationName } from '@s1kit/link';

export const staleAfter: Readonly<Record<Notice['event'], readonly OperationName[]>> = {
  message: [],
  session: ['session.status', 'session.changes', 'dialogs.list', 'demographics.get'],
  devices: ['devices.list'],
  applications: ['applications.list'],
  record: ['session.status', 'session.changes', 'demographics.get', 'slots.free'],
  clock: ['clock.show', 'slots.free'],
  data: ['environment.status', 'session.status', 'session.changes', 'dialogs.list', 'demographics.get', 'organisation.lists', 'slots.free'],
  prompt: [],
  dialog: ['dialogs.list', 'session.status'],
  extract: [],
};
