import { Type } from '@sinclair/typebox';
import { operation } from './declare.js';

const names = Type.Array(Type.String());

export const organisationOperations = {
  'organisation.lists': operation({
    method: 'GET',
    path: '/organisation/lists',
    summary: "The organisation's lists, which forms take values from: staff, sites, types of clinics, slots, tasks and letters, groups.",
    right: 'environment.use',
    input: Type.Object({}),
    output: Type.Object({
      staff: Type.Array(Type.Object({ userName: Type.String(), name: Type.String(), jobTitle: Type.String() })),
      siteNames: names,
      clinicTypes: names,
      slotTypes: names,
      taskTypes: names,
      letterTypes: names,
      groupNames: names,
    }),
  }),
} as const;
