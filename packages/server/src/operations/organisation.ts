// The operation that gives the organisation's lists, which forms take values from.
import type { OperationHandlers } from '@s1kit/link';
import type { OperationContext } from './operation-context.js';

export const organisationHandlers: Pick<OperationHandlers<OperationContext>, 'organisation.lists'> = {
  'organisation.lists': (_input, { services }) =>
    services.store.read(function* () {
      const { lists, staff } = yield* services.directory.current();
      const { clinicTypes, groupNames, letterTypes, siteNames, slotTypes, taskTypes } = lists;
      return {
        staff: staff.map(({ title, firstName, jobTitle, surname, userName }) => ({
          userName,
          name: [title, firstName, surname].filter((part) => part !== '').join(' '),
          jobTitle,
        })),
        siteNames: [...siteNames],
        clinicTypes: [...clinicTypes],
        slotTypes: [...slotTypes],
        taskTypes: [...taskTypes],
        letterTypes: [...letterTypes],
        groupNames: [...groupNames],
      };
    }),
};
