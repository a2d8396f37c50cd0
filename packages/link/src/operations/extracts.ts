import { Type } from '@sinclair/typebox';
import { operation } from './declare.js';

export const extractOperations = {
  'extract.write': operation({
    method: 'POST',
    path: '/extract',
    summary: "Writes the organisation's extract to a folder of this workstation: all of its files, or none. Events named extract tell how far it is.",
    right: 'extract',
    input: Type.Object({
      folder: Type.String({ minLength: 1, description: 'The full path of an existing folder, within the allowed ones' }),
      since: Type.Optional(Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', description: 'Only what changed on this day or later' })),
    }),
    output: Type.Object({ manifest: Type.String(), files: Type.Array(Type.String()) }),
  }),
} as const;
