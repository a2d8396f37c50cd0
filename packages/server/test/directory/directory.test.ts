// The directory as it is read for a request.
import { expect, it } from 'vitest';
import { loadDirectory, loadStaffMember } from '../../src/directory/index.js';
import { run, sql } from '../../src/store/index.js';
import { here, openPractice, organisationId } from '../support/practice.js';
import { addList } from '../support/rows.js';

const practice = await openPractice();

it('has the lists of the tables, user names and sites among them', async () => {
  const { lists, sites, staff, teams, name } = await practice.store.read(() => loadDirectory(organisationId));
  expect(name).toBe('Test Practice');
  expect(lists.siteNames).toEqual(['Main Site', 'Branch Site']);
  expect(lists.userNames).toEqual(staff.map((member) => member.userName));
  expect(lists.slotTypes).toEqual(['Routine', 'Urgent']);
  expect(lists.letterTypes).toEqual([]);
  expect(sites[0]).toMatchObject({ siteId: 'S1', isPrimary: true, address: { Town: 'Testham' } });
  expect(teams).toEqual([
    { name: 'Blue Team', userNames: ['bob'] },
    { name: 'Red Team', userNames: ['ada', 'bob'] },
  ]);
});

it('B7.2: changes its version with any list, and only then', async () => {
  const version = async () => (await practice.store.read(() => loadDirectory(organisationId))).version;
  const before = await version();
  expect(before).toMatch(/^[0-9a-f]{16}$/u);
  expect(await version()).toBe(before);
  await practice.add(() => addList(here, 'letterTypes', ['Referral']));
  const after = await version();
  expect(after).not.toBe(before);
  await practice.add(() => run(sql`DELETE FROM list_value WHERE organisation_id = ? AND list = 'letterTypes'`, organisationId));
  expect(await version()).toBe(before);
});

it('finds a member of staff with the rights of the role', async () => {
  const rita = await practice.store.read(() => loadStaffMember(organisationId, 'rita'));
  expect(rita?.rights.has('clinical.read')).toBe(false);
  expect(rita?.rights.has('demographics.read')).toBe(true);
  expect(await practice.store.read(() => loadStaffMember(organisationId, 'nobody'))).toBeUndefined();
  expect(await practice.store.read(() => loadStaffMember('another-practice', 'rita'))).toBeUndefined();
});
