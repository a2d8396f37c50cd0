import { identity } from '../blocks/index.js';
import { boolean, element, one, optional } from '../shape/index.js';
import { declareFunction } from './declare.js';

/** Whether a record is open (B7.5). */
export const isPatientRetrieved = declareFunction({
  name: 'IsPatientRetrieved',
  version: '1.0',
  available: true,
  summary: 'Whether a record, or the record of the patient named, is open.',
  throttle: 'standard',
  right: 'environment.use',
  writes: false,
  request: element('IsPatientRetrievedRequest', 'Whose record.', {
    Identity: optional(identity, 'The patient; any patient if left out.'),
  }),
  reply: element('IsPatientRetrievedReply', 'The answer.', {
    Retrieved: one(boolean, 'Whether the record is open.'),
  }),
  template: (values) => ({ Identity: { NHSNumber: values.nhsNumber } }),
});
