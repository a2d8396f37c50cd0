import { element, many, one, optional, text } from '../shape/index.js';
import { declareFunction } from './declare.js';

const schemaFile = element('SchemaFile', 'A schema.', {
  Name: one(text, 'The name of the file.'),
  Content: optional(text, 'The schema, where no folder was given.'),
  Path: optional(text, 'Where the file was written, where a folder was given.'),
});

/** The schemas of every function, with the lists of the organisation (B7.2). */
export const getXsdFiles = declareFunction({
  name: 'GetXSDFiles',
  version: '1.0',
  available: true,
  summary: "The schemas of every function, with the organisation's lists as enumerations.",
  throttle: 'standard',
  right: 'environment.use',
  writes: false,
  request: element('GetXSDFilesRequest', 'Where the schemas go.', {
    WriteTo: optional(text, 'An existing folder on the workstation to write the files to; if left out, the reply carries them.'),
  }),
  reply: element('GetXSDFilesReply', 'The schemas.', {
    Version: one(text, "Changes with the organisation's lists and with the messages."),
    File: many(schemaFile, 'One schema.'),
  }),
  template: () => ({}),
});
