// What each role may do: the table of B4.7, and the only place that has it.
import type { Right } from '@s1kit/contract';
import type { Role } from './staff.js';

const desk: readonly Right[] = [
  'environment.use',
  'patients.search',
  'demographics.read',
  'demographics.write',
  'schedule.read',
  'schedule.write',
  'documents.names',
];

const roleRights: Readonly<Record<Role, ReadonlySet<Right>>> = {
  clinician: new Set([...desk, 'clinical.read', 'clinical.write', 'selection.read', 'launch', 'devices.manage', 'audit.own']),
  receptionist: new Set([...desk, 'devices.manage', 'audit.own']),
  administrator: new Set([...desk, 'devices.manage', 'applications.manage', 'staff.manage', 'audit.own', 'audit.all']),
  informationGovernanceLead: new Set([
    'environment.use',
    'patients.search',
    'documents.names',
    'audit.own',
    'audit.all',
    'extract',
    'retention',
  ] satisfies Right[]),
};

/** The rights of a role (B4.7). */
export function rightsOf(role: Role): ReadonlySet<Right> {
  return roleRights[role];
}
