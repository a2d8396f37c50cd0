import { Buffer } from 'node:buffer';
import { childOf, functionMap, functions } from '@s1kit/contract';
import { describe, expect, it } from 'vitest';
import { behaviourOf } from '../../src/functions/index.js';
import { apiKey, documentOf, openEnvironment, operator, otherKey, requestOf } from '../support/environment.js';

describe('the order of the checks', () => {
  it('B3.1: the first check that fails decides, each in its turn', async () => {
    const environment = await openEnvironment({ settings: { throttle: 'error' } });
    const desk = await environment.desk();
    const deviceId = await desk.approved();
    const wrongInEveryWay = { apiKey: 'ffffffffffffffff', deviceId: '1111111111111111', version: '9.9' };
    const codeOf = async (document: string): Promise<string | undefined> => (await desk.send(document))?.error;

    expect(await codeOf('<ClientIntegrationRequest><APIKey></ClientIntegrationRequest>')).toBe('NotWellFormed');
    expect(await codeOf(requestOf('Nonsense', '', wrongInEveryWay).replace('<RequestUID>r1</RequestUID>', ''))).toBe('EnvelopeInvalid');
    await desk.server.perform('session.signOut', {}, operator);
    expect(await codeOf(requestOf('Nonsense', '', wrongInEveryWay))).toBe('KeyRefused');
    expect(await codeOf(requestOf('Nonsense', '', { ...wrongInEveryWay, apiKey }))).toBe('NobodySignedIn');
    await desk.server.perform('session.signIn', { userName: 'iris' }, operator);
    expect(await codeOf(requestOf('Nonsense', '', { ...wrongInEveryWay, apiKey }))).toBe('DeviceUnknown');
    expect(await codeOf(requestOf('Nonsense', '', { deviceId, version: '9.9' }))).toBe('FunctionUnknown');
    expect(await codeOf(requestOf('GetDiary', '<Foo/>', { deviceId, version: '9.9' }))).toBe('VersionUnknown');
    expect(await codeOf(requestOf('GetDiary', '<Foo/>', { deviceId }))).toBe('RightMissing');
    await desk.server.perform('session.signIn', { userName: 'ada' }, operator);
    expect(await codeOf(requestOf('PatientSearch', '<Foo/>', { deviceId }))).toBe('SchemaInvalid');
    expect(await codeOf(requestOf('PatientSearch', '', { deviceId }))).toBe('ConstraintsMissing');
    expect(await codeOf(requestOf('PatientSearch', '', { deviceId }))).toBe('Throttled');
    expect(await codeOf(requestOf('PatientSearch', '<Foo/>', { deviceId }))).toBe('SchemaInvalid');
  });

  it('B7.2, B7.19: a value that is not in the metadata is refused by the schema, which lists them; the rule had named another error', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const deviceId = await desk.approved();
    for (const name of ['UserName', 'SiteName', 'ClinicType', 'SlotType']) {
      const answer = await desk.send(requestOf('GetAppointmentSlots', `<${name}>Nowhere</${name}>`, { deviceId }));
      expect(answer?.error).toBe('SchemaInvalid');
      expect(answer?.message).toContain(`the organisation's list ${name}`);
    }
  });

  it('B3.3: whatever is refused on the way is told in a sentence that a person can act on', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const deviceId = await desk.approved();
    const refusals = [
      await desk.send(requestOf('GetFunctions', '', { apiKey: 'ffffffffffffffff', deviceId })),
      await desk.send(requestOf('GetFunctions', '', { deviceId: '1111111111111111' })),
      await desk.send(requestOf('Nonsense', '', { deviceId })),
      await desk.send(requestOf('DataExtract', '', { deviceId })),
    ];
    const version = await desk.send(requestOf('GetDiary', '', { deviceId, version: '9.9' }));
    expect(version?.message).toMatch(/no such version.* 1\.0\./);
    expect((await environment.messages()).at(-1)).toMatchObject({ error_code: 'VersionUnknown', element: '/ClientIntegrationRequest/FunctionVersion' });
    await desk.server.perform('session.signOut', {}, operator);
    refusals.push(await desk.send(requestOf('GetFunctions', '', { deviceId })));
    await desk.server.perform('devices.block', { applicationId: 'app' }, operator);
    await desk.server.perform('session.signIn', { userName: 'ada' }, operator);
    refusals.push(await desk.send(requestOf('GetFunctions', '', { deviceId })));
    const never = await (await environment.restart({ settings: { approve: 'never' } })).desk();
    refusals.push(await never.send(requestOf('GetFunctions', '', { apiKey: otherKey })));
    const codes = ['KeyRefused', 'DeviceUnknown', 'FunctionUnknown', 'RightMissing', 'NobodySignedIn', 'DeviceBlocked', 'DeviceBlocked'];
    expect(refusals.map((answer) => answer?.error)).toEqual(codes);
    for (const answer of refusals) expect(answer?.message, answer?.error).toMatch(/^[A-Z][^.]{25,}.*\.$/);
  });

  it('B3.2: a success repeats what was sent, has a Response also when empty, and a ResponseUID of its own', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const deviceId = await desk.approved();
    const send = () =>
      desk.ask('PatientSearch', '<Surname>Nobody</Surname><FirstName>Nobody</FirstName>', {
        requestUid: 'my <own> id &amp; more'.replaceAll('<', '&lt;'),
        version: '1',
      });
    const [one, two] = [await send(), await send()];
    expect(one?.response?.children).toEqual([]);
    expect(one?.xml).not.toContain('ErrorMessage');
    expect(one?.root.children.map(({ name }) => name)).toEqual(['DeviceID', 'RequestUID', 'Function', 'FunctionVersion', 'ResponseUID', 'Response']);
    expect(one?.root.children.slice(0, 4).map(({ text }) => text)).toEqual([deviceId, 'my <own> id & more', 'PatientSearch', '1']);
    const uids = [one, two].map((answer) => answer && childOf(answer.root, 'ResponseUID')?.text);
    expect(uids[0]).not.toBe(uids[1]);
    for (const uid of uids) expect(uid).toMatch(/^[0-9A-F]{8}-[0-9A-F]{4}-1[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$/);
  });

  it('B3.2: a failure repeats what could be read, and nothing where nothing could', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const half = await desk.send('<ClientIntegrationRequest><RequestUID>r9</RequestUID><Function>GetDiary</Function></ClientIntegrationRequest>');
    expect(half?.root.children.slice(0, 4).map(({ text }) => text)).toEqual(['', 'r9', 'GetDiary', '']);
    const none = await desk.send('<x');
    expect(none?.root.children.slice(0, 4).map(({ text }) => text)).toEqual(['', '', '', '']);
    expect(none?.error).toBe('NotWellFormed');
  });

  it('B3.3: an error has its code, a message and PermanentError, in place of Response', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const answer = await desk.ask('PatientSearch', '<Surname>Smith</Surname>');
    expect(answer?.root.children.at(-1)?.name).toBe('Error');
    expect(answer?.response).toBeUndefined();
    expect(answer?.error).toBe('ConstraintsMissing');
    expect(answer?.permanent).toBe('true');
    expect(answer?.message).toMatch(/\w/);
    expect(answer?.message).not.toContain('Smith');
    await desk.server.perform('session.signOut', {}, operator);
    expect((await desk.ask('PatientSearch'))?.permanent).toBe('false');
  });

  it('B3.4: the order of elements never matters; an unknown one is named with its path', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const deviceId = await desk.approved();
    const shuffled = `<ClientIntegrationRequest xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><FunctionParameters><DateOfBirth>1970-01-01</DateOfBirth><Surname>P</Surname></FunctionParameters><FunctionVersion>1.0</FunctionVersion><Function>PatientSearch</Function><RequestUID>r</RequestUID><DeviceID>${deviceId}</DeviceID><APIKey>${apiKey}</APIKey></ClientIntegrationRequest>`;
    expect((await desk.send(shuffled))?.response?.children.length).toBe(1);
    const unknown = await desk.ask('PatientSearch', '<Surname>P</Surname><Shoesize>9</Shoesize>');
    expect(unknown?.error).toBe('SchemaInvalid');
    expect(unknown?.message).toContain('/ClientIntegrationRequest/FunctionParameters');
    expect(unknown?.message).toContain('Shoesize');
  });

  it('B3.5: aliases are taken and marked in the audit; --strict refuses them', async () => {
    const parameters = '<Surname>P</Surname><Postcode>ZZ1 1ZZ</Postcode>';
    const environment = await openEnvironment();
    const desk = await environment.desk();
    expect((await desk.ask('PatientSearch', parameters, { version: '1' }))?.error).toBeUndefined();
    const deviations = JSON.parse(String((await environment.messages()).at(-1)?.deviations));
    expect(deviations).toEqual(expect.arrayContaining([expect.stringMatching(/^alias .*\/Postcode$/), expect.stringMatching(/^version .*\/FunctionVersion$/)]));

    const strict = await (await environment.restart({ settings: { strict: true } })).desk();
    expect((await strict.ask('PatientSearch', parameters))?.error).toBe('SchemaInvalid');
    expect((await strict.ask('PatientSearch', '<Surname>P</Surname><PostCode>ZZ1 1ZZ</PostCode>'))?.error).toBeUndefined();
  });

  it('B3.6: RequestUID is any text and may be repeated; the audit shows repeats', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    for (let time = 0; time < 3; time++) expect((await desk.ask('GetFunctions', '', { requestUid: '@same é' }))?.error).toBeUndefined();
    expect((await environment.messages()).map((entry) => entry.repeats)).toEqual([0, 1, 2]);
  });

  it('B3.8: a function has several versions side by side; GetFunctions lists each; a setting hides one', async () => {
    const second = { ...functionMap.IsPatientRetrieved, version: '2.0' };
    const declared = [functionMap.GetFunctions, functionMap.IsPatientRetrieved, second];
    const environment = await openEnvironment({ declared });
    const desk = await environment.desk();
    const offered = async (from: typeof desk) =>
      (await from.ask('GetFunctions'))?.response?.children.map(({ children }) => children.map(({ text }) => text).join(' '));
    expect(await offered(desk)).toEqual(['GetFunctions 1.0', 'IsPatientRetrieved 1.0', 'IsPatientRetrieved 2.0']);
    expect((await desk.ask('IsPatientRetrieved', '', { version: '2' }))?.error).toBeUndefined();

    const hiding = await (await environment.restart({ settings: { hidden: ['IsPatientRetrieved/2.0'] } })).desk();
    expect(await offered(hiding)).toEqual(['GetFunctions 1.0', 'IsPatientRetrieved 1.0']);
    expect((await hiding.ask('IsPatientRetrieved', '', { version: '2.0' }))?.error).toBe('VersionUnknown');
  });

  it('B3.8: a function that is declared but not behaved yet says so', async () => {
    const declared = functions.map((one) => (one.name === 'ExitClient' ? { ...one, available: false } : one));
    const desk = await (await openEnvironment({ declared })).desk();
    expect((await desk.ask('ExitClient'))?.error).toBe('FunctionUnavailable');
  });

  it('B4.7: the right of the function is checked against the role of whoever is signed in', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    await desk.server.perform('session.signIn', { userName: 'iris' }, operator);
    expect((await desk.ask('GetAppointmentSlots'))?.error).toBe('RightMissing');
    expect((await desk.ask('PatientSearch', '<Surname>P</Surname><FirstName>T</FirstName>'))?.error).toBeUndefined();
    await desk.server.perform('session.signIn', { userName: 'rita' }, operator);
    expect((await desk.ask('GetAppointmentSlots'))?.error).toBeUndefined();
    expect((await desk.ask('GetPatientRecord', '<Identity><NHSNumber>9990000018</NHSNumber></Identity>'))?.error).toBe('RightMissing');
  });

  it('B6.2: a request that carries a StrategicReportingIdentifier is refused and told why', async () => {
    const desk = await (await openEnvironment()).desk();
    const filter = '<Filter><Demographics/></Filter>';
    const identified = (inside: string) => `<Identity><NHSNumber>9990000018</NHSNumber>${inside}</Identity>${filter}`;
    const refused = await desk.ask('GetPatientRecord', identified('<StrategicReportingIdentifier>1</StrategicReportingIdentifier>'));
    expect(refused?.error).toBe('IdentifierRefused');
    expect(refused?.permanent).toBe('true');
    expect(refused?.message).toContain('StrategicReportingIdentifier');
    const answered = await desk.ask('GetPatientRecord', identified('<StrategicReportingIdentifier/>'));
    expect(answered?.error).toBeUndefined();
    expect(answered?.xml).toContain('<StrategicReportingIdentifier>');
  });
});

describe('documents that cannot be read', () => {
  it('B2.9: an unreadable document is answered and the connection closed; a wrong envelope leaves it open', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const close = async (document: Parameters<typeof desk.send>[0]) => (await desk.send(document))?.reply.close;
    expect(await close('<a><b></a>')).toBe(true);
    expect(await close('<!DOCTYPE a><a/>')).toBe(true);
    expect(await close({ ...documentOf('x'), problem: { kind: 'limit', limit: 'documentBytes', message: 'Too long.' } })).toBe(true);
    expect(await close({ bytes: Buffer.from([0xff]), text: undefined, problem: { kind: 'encoding', message: 'Not that.' } })).toBe(true);
    expect(await close('<a/>')).toBe(false);
    expect((await environment.messages()).map(({ error_code }) => error_code)).toEqual([
      'NotWellFormed',
      'DocumentTypeRefused',
      'LimitExceeded',
      'EncodingRefused',
      'EnvelopeInvalid',
    ]);
  });
});

describe('what is half done', () => {
  it('B3.7: what a function changed before it failed is undone, the failure is on record, and the log says where, not what', async () => {
    const environment = await openEnvironment({
      behaviourOf: (declaration) => ({
        work: function* (parameters, context) {
          const how = behaviourOf(declaration.name);
          if (how !== undefined) yield* how.work(parameters, context, undefined);
          throw new Error('the secret of patient 9990000018');
        },
      }),
    });
    const desk = await environment.desk();
    const answer = await desk.ask('GetPatientRecord', '<Identity><NHSNumber>9990000018</NHSNumber></Identity><LeaveRecordOpen/>');
    expect(answer?.error).toBe('Unexpected');
    expect(answer?.permanent).toBe('false');
    expect(answer?.xml).not.toContain('secret');
    expect((await desk.server.perform('session.status', {}, operator)).record).toBeNull();
    expect((await environment.entries()).map(({ kind }) => kind)).not.toContain('openRecord');
    expect((await environment.messages()).at(-1)).toMatchObject({ outcome: 'error', error_code: 'Unexpected', patient: '9990000018' });
    expect(environment.logged()).toContain('checks.test.ts');
    expect(environment.logged()).not.toContain('secret');
  });

  it('the log has no line of the message of a failure; one that began as places do had been taken for one', async () => {
    const work: ReturnType<typeof behaviourOf> = {
      // biome-ignore lint/correctness/useYield: it fails at once
      work: function* () {
        throw new SyntaxError('"Seen\n    at home by the secret carer" is not valid JSON');
      },
    };
    const environment = await openEnvironment({ behaviourOf: () => work });
    await (await environment.desk()).ask('GetFunctions');
    expect(environment.logged()).toContain('checks.test.ts');
    expect(environment.logged()).not.toContain('secret');
  });

  it('B3.7: files that were written for a request that fails are removed again', async () => {
    const environment = await openEnvironment({
      behaviourOf: (declaration) => ({
        ...behaviourOf(declaration.name),
        work: function* () {
          yield* [];
          throw new Error('after the files were written');
        },
      }),
    });
    const desk = await environment.desk();
    expect((await desk.ask('GetXSDFiles', '<WriteTo>/allowed</WriteTo>'))?.error).toBe('Unexpected');
    expect(desk.written.size).toBe(0);
  });

  it('B7.2: GetXSDFiles writes its files outside the unit of work, and is one entry on record', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const answer = await desk.ask('GetXSDFiles', '<WriteTo>/allowed</WriteTo>');
    expect(answer?.error).toBeUndefined();
    expect(desk.written.get('/allowed')?.map(({ name }) => name)).toContain('GetFunctions.request.xsd');
    expect((await environment.messages()).length).toBe(1);
  });
});

describe('applications', () => {
  it('B4.1: an application may call the functions that it was registered with, and no other', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    expect((await desk.ask('GetFunctions', '', { apiKey: otherKey }))?.response?.children.length).toBe(1);
    const refused = await desk.ask('PatientSearch', '', { apiKey: otherKey });
    expect(refused?.error).toBe('FunctionUnknown');
  });

  it('B4.1: a key is shown once, kept as its HMAC, rotated with an overlap and revoked at once', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const { server } = desk;
    const added = await server.perform('applications.add', { name: 'Kiosk' }, operator);
    expect(added.apiKey).toMatch(/^[0-9a-f]{16}$/);
    const { id } = added.application;
    const call = async (key: string) => (await desk.send(requestOf('GetFunctions', '', { apiKey: key, deviceId: '1111111111111111' })))?.error;
    expect(await call(added.apiKey)).toBe('DeviceUnknown');

    const rotated = await server.perform('applications.rotate', { id, overlapHours: 1 }, operator);
    expect(rotated.apiKey).not.toBe(added.apiKey);
    expect(rotated.application.keys.length).toBe(2);
    expect(await call(added.apiKey)).toBe('DeviceUnknown');
    expect(await call(rotated.apiKey)).toBe('DeviceUnknown');
    environment.clock.advance(3_600_000);
    expect(await call(added.apiKey)).toBe('KeyRefused');
    expect(await call(rotated.apiKey)).toBe('DeviceUnknown');

    await server.perform('applications.revoke', { id }, operator);
    expect(await call(rotated.apiKey)).toBe('KeyRefused');
    const listed = await server.perform('applications.list', {}, operator);
    expect(listed.find((one) => one.id === id)?.keys).toEqual([]);
    expect(JSON.stringify(listed)).not.toContain(rotated.apiKey);
    const kept = JSON.stringify(await environment.entries()) + environment.logged();
    expect(kept).not.toContain(rotated.apiKey);
  });

  it('B4.1: two applications cannot have one name, nor functions that do not exist', async () => {
    const { server } = await (await openEnvironment()).desk();
    await expect(server.perform('applications.add', { name: 'Test application' }, operator)).rejects.toMatchObject({ status: 409 });
    await expect(server.perform('applications.add', { name: 'New', functions: ['Nonsense'] }, operator)).rejects.toMatchObject({ status: 400 });
    await expect(server.perform('applications.rotate', { id: 'nobody' }, operator)).rejects.toMatchObject({ status: 404 });
  });
});
