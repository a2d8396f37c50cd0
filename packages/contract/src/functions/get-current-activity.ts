import { replyIdentity } from '../blocks/index.js';
import { element, optional, text } from '../shape/index.js';
import { declareFunction } from './declare.js';

/** What the user is doing, and the open record's Identity (B7.4). */
export const getCurrentActivity = declareFunction({
  name: 'GetCurrentActivity',
  version: '1.0',
  available: true,
  summary: 'What the signed-in user is doing, and whose record is open.',
  throttle: 'standard',
  right: 'environment.use',
  writes: false,
  request: element('GetCurrentActivityRequest', 'No parameters.', {}),
  reply: element('GetCurrentActivityReply', 'What the user is doing.', {
    Activity: optional(text, 'What the user is doing.'),
    UserName: optional(text, 'The signed-in user.'),
    Identity: optional(replyIdentity, 'The patient whose record is open; left out where none is.'),
  }),
  template: () => ({}),
});
