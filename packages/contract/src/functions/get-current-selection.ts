import { clinical, replyIdentity } from '../blocks/index.js';
import { element, optional } from '../shape/index.js';
import { declareFunction } from './declare.js';

/** The items that are selected on screen in the open record (B7.5). */
export const getCurrentSelection = declareFunction({
  name: 'GetCurrentSelection',
  version: '1.0',
  available: true,
  summary: 'The items that are selected on screen in the open record.',
  throttle: 'standard',
  right: 'selection.read',
  writes: false,
  request: element('GetCurrentSelectionRequest', 'No parameters.', {}),
  reply: element('GetCurrentSelectionReply', 'What is selected.', {
    Identity: optional(replyIdentity, 'The patient whose record is open; left out where none is.'),
    Clinical: optional(clinical, 'The selected items in their events; left out where nothing is selected.'),
  }),
  template: () => ({}),
});
