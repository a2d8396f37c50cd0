// What of a Demo's settings can be changed while it runs, and who sits where (B4.5, B5.3).
import type { OperationHandlers } from '@s1kit/link';
import { staffName } from '../directory/index.js';
import { currentSession, hasUnsaved } from '../sessions/index.js';
import { type OperationContext, tellAll } from './operation-context.js';

type Handlers = Pick<OperationHandlers<OperationContext>, 'environment.setThrottle' | 'environment.setApproval' | 'environment.workstations'>;

export const settingHandlers: Handlers = {
  'environment.setThrottle': async ({ throttle, throttleScale }, { services }) => {
    services.choose({ throttle, ...(throttleScale === undefined ? {} : { throttleScale }) });
    tellAll(services, 'settings');
    const { settings } = services;
    return { throttle: settings.throttle, throttleScale: settings.throttleScale };
  },

  'environment.setApproval': async ({ approve }, { services }) => {
    services.choose({ approve });
    tellAll(services, 'settings');
    return { approve };
  },

  'environment.workstations': async (_input, { services, workstation: asking }) =>
    await services.store.read(function* () {
      const { staffByUserName } = yield* services.directory.current();
      const shown = [];
      for (const { name, place } of services.workstations()) {
        const session = yield* currentSession(place);
        const member = session && staffByUserName.get(session.userName);
        shown.push({
          name,
          here: place.workstationId === asking.place.workstationId,
          user: member === undefined ? null : { userName: member.userName, name: staffName(member), role: member.role },
          recordOpen: session?.record !== undefined,
          unsaved: yield* hasUnsaved(place),
          prompts: services.prompts.waiting(place),
        });
      }
      return shown;
    }),
};
