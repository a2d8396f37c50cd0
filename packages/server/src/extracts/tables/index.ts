// Every table of the extract, in the order in which their files are written.
import type { Table } from '../table.js';
import { appointments, visits } from './diary.js';
import { events } from './events.js';
import { codes, immunisations, medications, problems, repeats, sensitivities, vaccines } from './items.js';
import { addresses, contactDetails, patients, registrations } from './patients.js';
import { branches, groups, mappings, organisations, profiles, staffMembers } from './practice.js';

export const tables: readonly Table[] = [
  ...[mappings, groups, organisations, branches, staffMembers, profiles],
  ...[patients, registrations, addresses, contactDetails],
  ...[events, codes, problems, medications, repeats, sensitivities, vaccines, immunisations],
  ...[appointments, visits],
];
