import { rights } from '@s1kit/contract';
import type { Actor } from '@s1kit/link';
import { describe, expect, it } from 'vitest';
import { rightNames, rightsOf, roles } from '../../src/directory/index.js';
import { openEnvironment, operator } from '../support/environment.js';

const user = (userName: string): Actor => ({ kind: 'user', userName });

describe('who may do what', () => {
  it('B4.7: every right has a plain name, and every role has the rights of the one table', async () => {
    const { perform } = (await (await openEnvironment()).desk()).server;
    const table = await perform('staff.roles', {}, user('alan'));
    expect(table.rights.map(({ right }) => right).sort()).toEqual([...rights].sort());
    for (const { name, right } of table.rights) expect([right, name]).toEqual([right, expect.stringMatching(/^[A-Z][^.]{5,}$/)]);
    expect(new Set(Object.values(rightNames)).size).toBe(rights.length);
    expect(table.roles).toEqual(roles.map((role) => ({ role, rights: [...rightsOf(role)] })));
  });

  it('B4.7: is told to nobody without staff.manage, and changed by nobody without it', async () => {
    const { perform } = (await (await openEnvironment()).desk()).server;
    for (const who of ['ada', 'rita', 'iris']) {
      for (const name of ['staff.list', 'staff.roles', 'staff.setRole'] as const) {
        await expect(perform(name, { userName: who, role: 'administrator', seen: 'clinician' } as never, user(who))).rejects.toMatchObject({ status: 403 });
      }
    }
  });
});

describe('giving somebody another role', () => {
  it('holds from their next request on, is told to every desktop, and is on record', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const other = await environment.desk('desk-2');
    other.notices.length = 0;
    const { perform } = desk.server;
    await expect(perform('appointments.choices', {}, user('iris'))).rejects.toMatchObject({ status: 403 });
    const changed = await perform('staff.setRole', { userName: 'iris', seen: 'informationGovernanceLead', role: 'receptionist' }, user('alan'));
    expect(changed).toEqual({
      userName: 'iris',
      name: 'Dr Ada iris',
      role: 'receptionist',
      jobTitle: 'Title of informationGovernanceLead',
      site: 'Main Site',
      demoPassword: 'secret',
    });
    expect(other.notices).toEqual([{ event: 'session' }]);
    await perform('appointments.choices', {}, user('iris'));
    await expect(perform('audit.verify', {}, user('iris'))).rejects.toMatchObject({ status: 403 });
    expect((await environment.entries()).at(-1)).toMatchObject({
      kind: 'staffRole',
      user_name: 'alan',
      detail: 'By alan. The role of iris: informationGovernanceLead → receptionist.',
    });
  });

  it('cannot take staff.manage from oneself, nor from the last who has it; nor overwrite what somebody else did', async () => {
    const environment = await openEnvironment();
    const { perform } = (await environment.desk()).server;
    const step = { userName: 'alan', seen: 'administrator', role: 'clinician' } as const;
    await expect(perform('staff.setRole', step, user('alan'))).rejects.toMatchObject({ status: 409, message: expect.stringContaining('from yourself') });
    await expect(perform('staff.setRole', step, operator)).rejects.toMatchObject({ status: 409, message: expect.stringContaining('Nobody would be left') });
    await expect(perform('staff.setRole', { ...step, userName: 'nobody' }, user('alan'))).rejects.toMatchObject({ status: 404 });
    await expect(perform('staff.setRole', { ...step, userName: 'ada' }, user('alan'))).rejects.toMatchObject({ status: 409 });
    await perform('staff.setRole', { userName: 'ada', seen: 'clinician', role: 'administrator' }, user('alan'));
    await perform('staff.setRole', step, user('ada'));
    await expect(perform('staff.list', {}, user('alan'))).rejects.toMatchObject({ status: 403 });
    expect((await environment.entries()).filter(({ kind }) => kind === 'staffRole')).toHaveLength(2);
  });
});
