import { element } from '../shape/index.js';
import { declareFunction } from './declare.js';

/** Signs the user out (B7.23). */
export const exitClient = declareFunction({
  name: 'ExitClient',
  version: '1.0',
  available: true,
  summary: 'Signs the user out of the desktop; fails while changes are unsaved.',
  throttle: 'standard',
  right: 'environment.use',
  writes: true,
  request: element('ExitClientRequest', 'No parameters.', {}),
  reply: element('ExitClientReply', 'Empty: the user is signed out.', {}),
  template: () => ({}),
});
