// The table of B4.7, enumerated.
import { type Right, rights } from '@s1kit/contract';
import { expect, it } from 'vitest';
import { type Role, rightsOf } from '../../src/directory/index.js';

const roles: readonly Role[] = ['clinician', 'receptionist', 'administrator', 'informationGovernanceLead'];

/** Who has each right, in the order of the roles. */
const table: Readonly<Record<Right, string>> = {
  'patients.search': 'yyyy',
  'demographics.read': 'yyyn',
  'demographics.write': 'yyyn',
  'schedule.read': 'yyyn',
  'schedule.write': 'yyyn',
  'documents.names': 'yyyy',
  'clinical.read': 'ynnn',
  'clinical.write': 'ynnn',
  'selection.read': 'ynnn',
  launch: 'ynnn',
  'devices.manage': 'yyyn',
  'applications.manage': 'nnyn',
  'staff.manage': 'nnyn',
  'audit.own': 'yyyy',
  'audit.all': 'nnyy',
  extract: 'nnny',
  retention: 'nnny',
  'environment.use': 'yyyy',
};

it('B4.7: each role has exactly the rights of the table', () => {
  expect(Object.keys(table).sort()).toEqual([...rights].sort());
  for (const right of rights) expect(`${right} ${roles.map((role) => (rightsOf(role).has(right) ? 'y' : 'n')).join('')}`).toBe(`${right} ${table[right]}`);
});
