import { functions } from '@s1kit/contract';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { PatientIdentity, ReplyFor, RequestFor, SystmOne, UpdateOptions } from '../../src/index.js';
import { surroundings } from '../support/environment.js';

const around = surroundings({ throttle: 'off' });

describe('methods', () => {
  it('there is one for each function of the contract, and its reply comes typed', async () => {
    const client = await around.connect({ pacing: 'off' });
    for (const { name } of functions) expect(client).toHaveProperty(`${name.slice(0, 1).toLowerCase()}${name.slice(1)}`, expect.any(Function));
    const { Site: sites, User: users } = await client.getOrganisationMetaData({ LoggedOnUserOnly: 'true' });
    expect(sites.length).toBeGreaterThan(0);
    expect(users).toHaveLength(1);
    expect(client.offers('patientSearch')).toBe(true);
    expect(client.details({})).toBeUndefined();
  });

  it('what is for replies only cannot be expressed in a request, and what replies always have is there', () => {
    type Update = RequestFor<'UpdatePatientRecord'>;
    type Written = NonNullable<Update['Clinical']>['Event'];
    expectTypeOf<Update>().not.toHaveProperty('LeaveRecordOpen');
    expectTypeOf<Written>().not.toHaveProperty('EventUID');
    expectTypeOf<Written>().toHaveProperty('DateTime');
    expectTypeOf<NonNullable<Update['Demographics']>>().not.toHaveProperty('DateOfDeath');
    expectTypeOf<Update['Identity']>().toEqualTypeOf<PatientIdentity>();
    expectTypeOf<PatientIdentity>().not.toHaveProperty('StrategicReportingIdentifier');
    expectTypeOf<NonNullable<ReplyFor<'GetPatientRecord'>['Demographics']>['Surname']>().toEqualTypeOf<string>();
    expectTypeOf<NonNullable<ReplyFor<'GetPatientRecord'>['Clinical']>['Event']>().exclude(undefined).items.toHaveProperty('EventUID');
    expectTypeOf<Parameters<SystmOne['updatePatientRecord']>[1]>().toEqualTypeOf<UpdateOptions>();
    expectTypeOf<Parameters<SystmOne['getDiary']>[0]>().toEqualTypeOf<RequestFor<'GetDiary'> | undefined>();
    expectTypeOf<UpdateOptions['save']>().toEqualTypeOf<'now' | 'leaveOpen'>();
  });
});

describe('requests are checked before they leave', () => {
  const Identity = { NHSNumber: '9990000018' };
  const wrong: readonly (readonly [string, (client: SystmOne) => Promise<unknown>, string])[] = [
    [
      'a search of one constraint',
      (client) => client.patientSearch({ Surname: 'Jones', FirstName: ' ' }),
      'PatientSearch: a search needs at least two constraints',
    ],
    ['an NHS number that is none', (client) => client.getPatientRecord({ Identity: { NHSNumber: '9990000019' } }), 'Identity/NHSNumber: is not an NHS number'],
    ['no number', (client) => client.getPatientRecord({ Identity: {} as never }), 'Identity: exactly one of'],
    ['an identifier for replies', (client) => client.getPatientRecord({ Identity: { StrategicReportingIdentifier: '1' } as never }), 'stands in replies only'],
    [
      'a day that does not exist',
      (client) => client.getPatientRecord({ Identity, Filter: { MinEntryDate: '2026-02-30' } }),
      'Filter/MinEntryDate: is not of the right form',
    ],
    [
      'a range that ends before it begins',
      (client) => client.getPatientRecord({ Identity, Filter: { MinEntryDate: '2026-02-02', MaxEntryDate: '2026-02-01' } }),
      'Filter/MaxEntryDate: lies before',
    ],
    ['an unset date', (client) => client.updatePatientRecord({ Identity, Demographics: { DateOfBirth: '0001-01-01' } }, { save: 'now' }), '0001-01-01'],
    ['nothing to change', (client) => client.updatePatientRecord({ Identity, Demographics: {} }, { save: 'now' }), 'nothing is to be changed'],
    [
      'a blank reason',
      (client) => client.deleteFromPatientRecord({ Identity, Reason: ' ', EventUID: ['0123456789abcdef' as never] }),
      'Reason: must not be blank',
    ],
    ['nothing to delete', (client) => client.deleteFromPatientRecord({ Identity, Reason: 'Wrong patient' }), 'nothing is to be deleted'],
    ['two dialogs', (client) => client.launchFunctionality({ Identity, Task: {}, Appointment: {} }), 'exactly one dialog'],
    [
      'no decision about saving',
      (client) => client.updatePatientRecord({ Identity, Demographics: { Title: 'Dr' } }, {} as never),
      'the option save is missing',
    ],
    [
      'a decision in the request',
      (client) => client.updatePatientRecord({ Identity, LeaveRecordOpen: true } as never, { save: 'now' }),
      'is decided by the option save',
    ],
    [
      'what stands in replies only',
      (client) => client.updatePatientRecord({ Identity, Demographics: { DateOfDeath: '2026-01-01' } } as never, { save: 'now' }),
      'Demographics/DateOfDeath: stands in replies only',
    ],
    ['a misspelt name', (client) => client.patientSearch({ Surnam: 'x' } as never), 'Surnam: is not known here; there are FirstName, Surname'],
    [
      'a value outside its list',
      (client) => client.patientSearch({ Surname: 'x', Gender: 'female' } as never),
      'Gender: is not of the right form. One of: M, F, U, I.',
    ],
    ['a number for a text', (client) => client.patientSearch({ Surname: 1, FirstName: 'x' } as never), 'Surname: a string is expected'],
    [
      'one where there may be several',
      (client) => client.deleteFromPatientRecord({ Identity, Reason: 'x', EventUID: 'y' } as never),
      'EventUID: may be repeated, so an array is expected',
    ],
    ['what is not an object', (client) => client.patientSearch('x' as never), 'an object is expected'],
    [
      'an empty narrative',
      (client) => client.updatePatientRecord({ Identity, Clinical: { Event: { Narrative: [{ Line: [] }] } } }, { save: 'now' }),
      'Clinical/Event/Narrative/Line: must stand at least once',
    ],
    ['a missing part', (client) => client.getDocument({ Identity, WriteTo: '/tmp' } as never), 'DocumentUID: is missing'],
    [
      'a flag that is not true',
      (client) => client.getPatientRecord({ Identity, Filter: { Demographics: false } } as never),
      'Filter/Demographics: is there or not',
    ],
  ];

  it.each(wrong)('%s', async (_, call, rule) => {
    let sent = 0;
    const client = await around.connect({ pacing: 'off' });
    client.on('request', () => {
      sent += 1;
    });
    const failure: unknown = await call(client).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'RequestInvalid', permanent: true, message: expect.stringContaining(rule) });
    expect(sent).toBe(0);
  });

  it('has lists of values that are open in replies, where others are kept, and closed in requests', () => {
    type Sex = NonNullable<ReplyFor<'GetPatientRecord'>['Demographics']>['Sex'];
    type Gender = NonNullable<RequestFor<'PatientSearch'>['Gender']>;
    expectTypeOf<'X'>().toExtend<Sex>();
    expectTypeOf<'X'>().not.toExtend<Gender>();
    expectTypeOf<'F'>().toExtend<Sex & Gender>();
    // What has a form keeps it.
    expectTypeOf<string>().not.toExtend<NonNullable<ReplyFor<'UpdatePatientRecord'>['EventUID']>>();
  });

  it('an error names no value', async () => {
    const client = await around.connect({ pacing: 'off' });
    const failure: unknown = await client.patientSearch({ Surname: 'Jones', DateOfBirth: 'the-first-of-may' }).catch((error: unknown) => error);
    expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toContain('the-first');
  });
});

describe('saving is a decision', () => {
  it('leaveOpen leaves the change for the user, now saves it', async () => {
    const [{ nhsNumber }] = await around.patients();
    const client = await around.connect({ pacing: 'off' });
    const Identity = { NHSNumber: nhsNumber };
    const Clinical = { Event: { Narrative: [{ Line: ['A word.'] }] } };
    const left = await client.updatePatientRecord({ Identity, Clinical }, { save: 'leaveOpen' });
    expect(left.RecordState).toBe('Open');
    const found = async () => (await client.getPatientRecord({ Identity, Filter: { Narrative: true, MinEntryDate: '2026-03-02' } })).Clinical?.Event ?? [];
    expect(await found()).toEqual([]);
    await around.environment().perform('session.discard', {});
    await around.environment().perform('session.close', {});
    const { EventUID } = await client.updatePatientRecord({ Identity, Clinical }, { save: 'now' });
    expect((await found()).map((event) => event.EventUID)).toEqual([EventUID]);
  });

  it('the guard writes nothing into the record of somebody else', async () => {
    const [{ nhsNumber, surname, dateOfBirth }, other] = await around.patients();
    const client = await around.connect({ pacing: 'off' });
    const update = (expect: { surname: string; dateOfBirth: string }) =>
      client.updatePatientRecord({ Identity: { NHSNumber: nhsNumber }, Demographics: { KnownAs: 'Guarded' } }, { save: 'now', expect });
    for (const expected of [
      { surname: other.surname, dateOfBirth },
      { surname, dateOfBirth: other.dateOfBirth },
    ]) {
      if (expected.surname === surname && expected.dateOfBirth === dateOfBirth) continue;
      await expect(update(expected)).rejects.toMatchObject({ name: 'WrongPatientError', code: 'WrongPatient', permanent: true });
    }
    const read = async () =>
      (await client.getPatientRecord({ Identity: { NHSNumber: nhsNumber }, Filter: { Demographics: true } }, { fresh: true })).Demographics?.KnownAs;
    expect(await read()).not.toBe('Guarded');
    await update({ surname: ` ${surname.toUpperCase()}`, dateOfBirth });
    expect(await read()).toBe('Guarded');
  });
});
