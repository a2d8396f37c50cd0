// The operation that writes the organisation's extract: what DataExtract does, for a person (B7.22).
import type { OperationHandlers } from '@s1kit/link';
import { record } from '../audit/index.js';
import { writeExtract } from '../extracts/index.js';
import { actorName, type OperationContext, placeOf } from './operation-context.js';

type Handlers = Pick<OperationHandlers<OperationContext>, 'extract.write'>;

export const extractHandlers: Handlers = {
  'extract.write': async ({ folder, since }, context) => {
    const { actor, services, workstation } = context;
    const { clock, organisationId, store } = services;
    const { desktop } = workstation;
    const written = await writeExtract({
      organisationId,
      store,
      clock,
      folder,
      since,
      writeFiles: desktop.writeFiles,
      onProgress: (done, total) => desktop.notify({ event: 'extract', done, total }),
    });
    const detail = `${since === undefined ? 'Whole extract' : `Extract of changes since ${since}`} written. By ${actorName(actor)}.`;
    const userName = actor.kind === 'user' ? actor.userName : undefined;
    try {
      await store.write(() => record(placeOf(context), { kind: 'extract', at: clock.now(), outcome: 'done', userName, detail }));
    } catch (failure) {
      // What is not on record was not done (B8.1).
      await desktop.removeFiles?.([written.manifest, ...written.files]);
      throw failure;
    }
    return { manifest: written.manifest, files: [...written.files] };
  },
};
