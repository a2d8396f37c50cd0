// Which operations' results each notice of the desktop makes out of date. A screen adds its own reading operations here.
import type { Notice, OperationName } from '@s1kit/link';

export const staleAfter: Readonly<Record<Notice['event'], readonly OperationName[]>> = {
  message: [],
  session: ['environment.workstations', 'session.status', 'session.changes', 'dialogs.list'],
  devices: ['devices.list', 'applications.devices', 'environment.workstations'],
  applications: ['applications.list', 'applications.names', 'applications.devices'],
  record: ['environment.workstations', 'session.status', 'session.changes'],
  clock: ['clock.show', 'applications.list'],
  data: ['environment.status', 'session.status', 'environment.workstations', 'data.patients', 'data.snapshots', 'templates.get'],
  prompt: ['environment.workstations'],
  dialog: ['dialogs.list', 'session.status'],
  extract: [],
  settings: ['environment.status'],
};
