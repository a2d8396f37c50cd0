// The operations on staff: who there is, what each role may do, and giving somebody another role (B4.7).
import { type InputOf, OperationError, type OperationHandlers, type OutputOf } from '@s1kit/link';
import { record } from '../audit/index.js';
import { rightNames, rightsOf, roles, type StaffEntry, staffName, writeRole } from '../directory/index.js';
import type { CurrentDirectory } from '../directory/kept-directory.js';
import { all, sql, type Work } from '../store/index.js';
import { actorName, found, type OperationContext, placeOf, tellAll } from './operation-context.js';

type Handlers = Pick<OperationHandlers<OperationContext>, 'staff.list' | 'staff.roles' | 'staff.setRole'>;
type Member = OutputOf<'staff.list'>[number];
type RightName = OutputOf<'staff.roles'>['rights'][number];

export const staffHandlers: Handlers = {
  'staff.list': (_input, context) => context.services.store.read(() => members(context)),

  'staff.roles': async () => ({
    // The table's keys are the rights.
    rights: Object.entries(rightNames).map(([right, name]) => ({ right: right as RightName['right'], name })),
    roles: roles.map((role) => ({ role, rights: [...rightsOf(role)] })),
  }),

  'staff.setRole': async (input, context) => {
    const { services } = context;
    try {
      await services.store.write(() => setRole(input, context));
    } finally {
      services.directory.forget();
    }
    tellAll(services, 'session');
    const listed = await services.store.read(() => members(context));
    return found(
      listed.find(({ userName }) => userName === input.userName),
      'member of staff',
    );
  },
};

function* members({ services }: OperationContext): Work<Member[]> {
  const { organisationId, installation } = services;
  const directory = yield* services.directory.current();
  const rows = yield* all<{ user_name: string; demo_password: string | null }>(selectPasswords, organisationId);
  return rows.flatMap(({ user_name: userName, demo_password: demoPassword }) => {
    const member = directory.staffByUserName.get(userName);
    return member === undefined ? [] : [{ ...shownMember(directory, member), demoPassword: installation.kind === 'demo' ? demoPassword : null }];
  });
}

function shownMember({ sites }: CurrentDirectory, member: StaffEntry): Omit<Member, 'demoPassword'> {
  const site = sites.find(({ siteId }) => siteId === member.siteId)?.name ?? '';
  return { userName: member.userName, name: staffName(member), role: member.role, jobTitle: member.jobTitle, site };
}

function* setRole({ role, seen, userName }: InputOf<'staff.setRole'>, context: OperationContext): Work<void> {
  const { actor, services } = context;
  const { staff, staffByUserName } = yield* services.directory.current();
  const member = found(staffByUserName.get(userName), 'member of staff');
  if (member.role !== seen) throw new OperationError(409, 'Somebody else has given them another role meanwhile. Nothing was changed.');
  if (member.role === role) return;
  if (!rightsOf(role).has('staff.manage')) {
    if (actor.kind === 'user' && actor.userName === userName) throw new OperationError(409, 'You cannot take the right to manage staff from yourself.');
    const others = staff.filter((other) => other.userName !== userName && rightsOf(other.role).has('staff.manage'));
    if (others.length === 0) throw new OperationError(409, 'Nobody would be left who may manage staff. Give somebody else that role first.');
  }
  yield* writeRole(services.organisationId, userName, role);
  const detail = `By ${actorName(actor)}. The role of ${userName}: ${member.role} → ${role}.`;
  const by = actor.kind === 'user' ? actor.userName : undefined;
  yield* record(placeOf(context), { kind: 'staffRole', at: services.clock.now(), outcome: 'done', userName: by, detail });
}

const selectPasswords = sql`SELECT user_name, demo_password FROM staff WHERE organisation_id = ? ORDER BY surname, first_name, user_name`;
