import { element, many, one, text } from '../shape/index.js';
import { declareFunction } from './declare.js';

const offered = element('OfferedFunction', 'A function in one of its versions.', {
  Name: one(text, 'Its name.'),
  Version: one(text, 'The version.'),
});

/** The functions and versions that the calling application may use (B7.1). */
export const getFunctions = declareFunction({
  name: 'GetFunctions',
  version: '1.0',
  available: true,
  summary: 'The functions and versions that this application may call.',
  throttle: 'standard',
  right: 'environment.use',
  writes: false,
  request: element('GetFunctionsRequest', 'No parameters.', {}),
  reply: element('GetFunctionsReply', 'The functions that this application may call.', {
    Function: many(offered, 'A function in one of its versions.'),
  }),
  template: () => ({}),
});
