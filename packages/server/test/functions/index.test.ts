// The registry of behaviours, and the functions that tell of functions.
import { functions, Refusal } from '@s1kit/contract';
import type { DesktopDoor, OutgoingFile } from '@s1kit/link';
import { describe, expect, it } from 'vitest';
import { loadDirectory } from '../../src/directory/index.js';
import { behaviourOf, behaviours } from '../../src/functions/index.js';
import { openPractice, organisationId, refusalOf } from '../support/practice.js';
import { complaints, hasXmllint } from '../support/xmllint.js';

const practice = await openPractice();
const available = functions.filter((declared) => declared.available).map(({ name }) => name);
const unavailable = functions.filter((declared) => !declared.available).map(({ name }) => name);

it('has a behaviour for every function that is available, and for no other', () => {
  expect(Object.keys(behaviours).sort()).toEqual([...available].sort());
  expect(behaviourOf('GetDiary')).toBe(behaviours.GetDiary);
  for (const name of [...unavailable, 'toString', '']) expect(behaviourOf(name)).toBeUndefined();
});

describe('GetFunctions', () => {
  it('B7.1: lists the functions and versions that the application may call, and none that is not available', async () => {
    const names = async (allowed: readonly string[] | null) =>
      (await practice.call('GetFunctions', {}, { application: { id: 'a', name: 'A', functions: allowed } })).value.Function?.map(
        ({ Name, Version }) => `${Name} ${Version}`,
      );
    expect(await names(null)).toEqual(available.map((name) => `${name} 1.0`));
    expect(await names(['GetDiary', ...unavailable])).toEqual(['GetDiary 1.0']);
    expect((await practice.call('GetFunctions', {}, { application: { id: 'a', name: 'A', functions: [] } })).xml).toContain('<Response/>');
  });
});

describe('GetXSDFiles', () => {
  it('B7.2: gives a schema for request and reply of each function, the shared types, and a version', async () => {
    const { value } = await practice.call('GetXSDFiles', {});
    const names = value.File?.map(({ Name }) => Name) ?? [];
    expect(names).toContain('types.xsd');
    for (const name of available) expect(names).toEqual(expect.arrayContaining([`${name}.request.xsd`, `${name}.reply.xsd`]));
    expect(names).toHaveLength(available.length * 2 + 1);
    expect(value.Version).not.toBe('');
    expect(value.File?.every(({ Content, Path }) => Content?.startsWith('<?xml') === true && Path === undefined)).toBe(true);
    expect(value.File?.find(({ Name }) => Name === 'types.xsd')?.Content).toContain('Branch Site');
  });

  it('B7.2: writes them to a folder if one is given', async () => {
    const written: { folder: string; files: readonly OutgoingFile[] }[] = [];
    const removed: string[] = [];
    const desktop: DesktopDoor = {
      ask: async () => ({ answer: 'later', by: '' }),
      notify: () => undefined,
      readFile: async () => Promise.reject(new Error('This desktop has no disk.')),
      writeFiles: async (folder, files) => {
        if (folder === 'nowhere') throw new Refusal('PathRefused', 'No such folder.');
        written.push({ folder, files });
        return files.map(({ name }) => `${folder}/${name}`);
      },
      removeFiles: async (paths) => void removed.push(...paths),
    };
    const { value } = await practice.call('GetXSDFiles', { WriteTo: 'here' }, { desktop });
    expect(written.map(({ folder }) => folder)).toEqual(['here']);
    expect(value.File).toEqual(written[0]?.files.map(({ name }) => ({ Name: name, Path: `here/${name}` })));
    expect(await refusalOf(practice.call('GetXSDFiles', { WriteTo: 'nowhere' }, { desktop }))).toBe('PathRefused');
    expect(removed).toEqual([]);
  });
});

describe('GetOrganisationMetaData', () => {
  it('B7.3: has sites, users with role, groups and rights, slot types, clinic types and teams', async () => {
    const { value } = await practice.call('GetOrganisationMetaData', {});
    expect(value.Site.map(({ Name, PrimarySite, CurrentSite }) => [Name, PrimarySite, CurrentSite])).toEqual([
      ['Main Site', true, true],
      ['Branch Site', false, false],
    ]);
    expect(value.User.map(({ UserName, CurrentUser }) => [UserName, CurrentUser])).toContainEqual(['bob', false]);
    const ada = value.User.find(({ UserName }) => UserName === 'ada');
    expect(ada).toMatchObject({ Role: 'Title of clinician', CurrentUser: true, UserGroups: 'Doctors, Partners' });
    expect(ada?.AccessRights?.Access).toContain('clinical.read');
    expect(value.User.find(({ UserName }) => UserName === 'rita')?.AccessRights?.Access).not.toContain('clinical.read');
    expect(value).toMatchObject({ SlotType: ['Routine', 'Urgent'], ClinicType: ['GP Surgery', 'Nurse Clinic'] });
    expect(value.Team).toContainEqual({ Name: 'Red Team', UserName: ['ada', 'bob'] });
  });

  it('B7.3: LoggedOnUserOnly leaves the signed-in user, empty or true, and not if false', async () => {
    const users = async (LoggedOnUserOnly: '' | 'true' | 'false') =>
      (await practice.call('GetOrganisationMetaData', { LoggedOnUserOnly }, { userName: 'bob' })).value.User.map(({ UserName }) => UserName);
    expect(await users('')).toEqual(['bob']);
    expect(await users('true')).toEqual(['bob']);
    expect((await users('false')).length).toBe(5);
  });
});

it('B7.2: replies of these functions are valid by xmllint', async () => {
  if (!hasXmllint) return console.warn('xmllint is missing: replies were not judged.');
  const { lists } = await practice.store.read(() => loadDirectory(organisationId));
  const replies = {
    GetFunctions: await practice.call('GetFunctions', {}),
    GetXSDFiles: await practice.call('GetXSDFiles', {}),
    GetOrganisationMetaData: await practice.call('GetOrganisationMetaData', {}),
    GetCurrentActivity: await practice.call('GetCurrentActivity', {}),
    GetCurrentSelection: await practice.call('GetCurrentSelection', {}),
    IsPatientRetrieved: await practice.call('IsPatientRetrieved', {}),
    PatientSearch: await practice.call('PatientSearch', { Surname: 'x', FirstName: 'y' }),
  };
  for (const [name, { xml }] of Object.entries(replies)) expect(complaints(name, lists, [xml])).toEqual([]);
});
