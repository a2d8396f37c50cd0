import { date, element, many, one, optional, text } from '../shape/index.js';
import { declareFunction } from './declare.js';

const extractFile = element('ExtractFile', 'A file that was written.', { Path: one(text, 'Its path on the workstation.') });

/** The organisation's extract as files, with a manifest (B7.22). */
export const dataExtract = declareFunction({
  name: 'DataExtract',
  version: '1.0',
  available: true,
  summary: "Writes the organisation's extract, whole or since a date, to a folder of the workstation.",
  throttle: 'standard',
  right: 'extract',
  writes: false,
  request: element('DataExtractRequest', 'What is extracted, and where it goes.', {
    WriteTo: one(text, 'An existing folder on the workstation.'),
    Since: optional(date, 'Only what changed on this day or later; everything if left out.'),
  }),
  reply: element('DataExtractReply', 'What was written.', {
    Manifest: one(text, 'The path of the manifest.'),
    File: many(extractFile, 'One file.'),
  }),
  template: (values) => ({ WriteTo: values.folder }),
});
