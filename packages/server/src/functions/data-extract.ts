// DataExtract: the organisation's extract as files in a folder of the workstation (B7.22).
import { dataExtract as declaration } from '@s1kit/contract';
import { behaviour } from '../context.js';
import { type WrittenExtract, writeExtract } from '../extracts/index.js';

export const dataExtract = behaviour(declaration, {
  outside: async ({ WriteTo: folder, Since: since }, { organisationId, store, clock, desktop }) => {
    const written = await writeExtract({
      organisationId,
      store,
      clock,
      folder,
      since,
      writeFiles: desktop.writeFiles,
      onProgress: (done, total) => desktop.notify({ event: 'extract', done, total }),
    });
    return { value: written, undo: async () => desktop.removeFiles?.([written.manifest, ...written.files]) };
  },
  work: function* (_parameters, _context, { manifest, files }: WrittenExtract) {
    return { Manifest: manifest, File: files.map((path) => ({ Path: path })) };
  },
});
