import { rights } from '@s1kit/contract';
import { Type } from '@sinclair/typebox';
import { operation } from './declare.js';

const role = Type.Union((['clinician', 'receptionist', 'administrator', 'informationGovernanceLead'] as const).map((each) => Type.Literal(each)));
const right = Type.Union(rights.map((each) => Type.Literal(each)));

const staffMember = Type.Object({
  userName: Type.String(),
  name: Type.String(),
  role,
  jobTitle: Type.String(),
  site: Type.String({ description: 'The name of the site where they work' }),
  demoPassword: Type.Union([Type.Null(), Type.String()], { description: 'In Demo only' }),
});

export const staffOperations = {
  'staff.list': operation({
    method: 'GET',
    path: '/staff',
    summary: 'The staff of the organisation; in Demo with their passwords.',
    right: 'staff.manage',
    input: Type.Object({}),
    output: Type.Array(staffMember),
  }),
  'staff.roles': operation({
    method: 'GET',
    path: '/staff/roles',
    summary: 'Who may do what: every right in plain words, and the rights of each role (B4.7).',
    right: 'staff.manage',
    input: Type.Object({}),
    output: Type.Object({
      rights: Type.Array(Type.Object({ right, name: Type.String({ description: 'In plain words' }) })),
      roles: Type.Array(Type.Object({ role, rights: Type.Array(right) })),
    }),
  }),
  'staff.setRole': operation({
    method: 'POST',
    path: '/staff/:userName/role',
    summary: 'Gives a member of staff another role, from their next request on. Nobody takes staff.manage from themselves, and somebody always has it.',
    right: 'staff.manage',
    input: Type.Object({ userName: Type.String({ minLength: 1, maxLength: 200 }), role, seen: role }),
    output: staffMember,
  }),
} as const;
