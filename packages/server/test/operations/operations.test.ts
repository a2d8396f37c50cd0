import { type ErrorCode, errorRegistry, functions, parseDocument, rights } from '@s1kit/contract';
import { type Actor, type OperationName, operations } from '@s1kit/link';
import { describe, expect, it } from 'vitest';
import { rightsOf } from '../../src/directory/index.js';
import { openEnvironment, operator, requestOf } from '../support/environment.js';

const isErrorCode = (code: string): code is ErrorCode => code in errorRegistry;
const user = (userName: string): Actor => ({ kind: 'user', userName });

describe('who may do what', () => {
  it('B4.7: every operation asks for its right, checked on the server', async () => {
    const desk = await (await openEnvironment()).desk();
    const people = { ada: 'clinician', rita: 'receptionist', alan: 'administrator', iris: 'informationGovernanceLead' } as const;
    // Input that no operation takes: what has the right fails otherwise, or changes nothing.
    const attempt = (name: OperationName, actor: Actor) =>
      desk.server
        .perform(
          name,
          { id: 'none.1', function: 'None', message: 'none', applicationId: 'none', name: '', userName: 'none', milliseconds: 0, to: 'never' } as never,
          actor,
        )
        .then(
          () => undefined,
          (failure: { message: string }) => failure.message,
        );
    const safe = Object.keys(operations).filter((name) => !name.startsWith('data.') && !name.startsWith('session.sign')) as OperationName[];
    for (const name of safe) {
      const { right } = operations[name];
      expect(rights).toContain(right);
      for (const [userName, role] of Object.entries(people)) {
        const message = await attempt(name, user(userName));
        const refused = message?.startsWith('Your role does not have the right') ?? false;
        expect([name, role, refused]).toEqual([name, role, !rightsOf(role).has(right)]);
      }
      expect((await attempt(name, operator)) ?? '').not.toMatch(/^Your role/);
    }
    expect(await attempt('session.status', user('nobody'))).toMatch(/^Your role/);
  });
});

describe('signing in', () => {
  it('B4.6: with the password of Demo, or without by whoever holds the token; who was there before is signed out', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const { perform } = desk.server;
    expect((await perform('session.signIn', { userName: 'rita', password: 'secret' }, user('rita'))).user).toMatchObject({
      userName: 'rita',
      role: 'receptionist',
      site: 'Main Site',
    });
    await expect(perform('session.signIn', { userName: 'ada', password: 'wrong' }, user('rita'))).rejects.toMatchObject({ status: 403 });
    await expect(perform('session.signIn', { userName: 'ada' }, user('rita'))).rejects.toMatchObject({ status: 403 });
    await expect(perform('session.signIn', { userName: 'nobody' }, operator)).rejects.toMatchObject({ status: 404 });
    await expect(perform('session.signIn', { userName: 'nobody', password: '' }, operator)).rejects.toMatchObject({ status: 403 });
    expect((await perform('session.status', {}, operator)).user?.userName).toBe('rita');
    expect((await environment.entries()).slice(-2).map(({ kind, user_name }) => [kind, user_name])).toEqual([
      ['signOut', 'ada'],
      ['signIn', 'rita'],
    ]);
  });

  it('B4.6: a password that was wrong too often has to wait', async () => {
    const environment = await openEnvironment();
    const { perform } = (await environment.desk()).server;
    const attempt = (password: string) => perform('session.signIn', { userName: 'rita', password }, operator);
    for (let time = 0; time < 5; time++) await expect(attempt('wrong')).rejects.toThrow('is wrong');
    await expect(attempt('secret')).rejects.toThrow('too often');
    environment.clock.advance(60_000);
    expect((await attempt('secret')).user?.userName).toBe('rita');
  });

  it('B4.6: staff are listed with their Demo passwords', async () => {
    const { perform } = (await (await openEnvironment()).desk()).server;
    expect(await perform('staff.list', {}, operator)).toContainEqual({
      userName: 'rita',
      name: 'Dr Ada rita',
      role: 'receptionist',
      jobTitle: 'Title of receptionist',
      site: 'Main Site',
      demoPassword: 'secret',
    });
  });
});

describe('the clock of Demo', () => {
  it('B9.2: can be set, with or without an offset, and advanced', async () => {
    const { perform } = (await (await openEnvironment()).desk()).server;
    expect(await perform('clock.show', {}, operator)).toEqual({ now: '2026-01-05T08:00:00.000Z', uk: '2026-01-05T08:00:00' });
    expect(await perform('clock.set', { to: '2026-07-01T09:00' }, operator)).toEqual({ now: '2026-07-01T08:00:00.000Z', uk: '2026-07-01T09:00:00' });
    expect(await perform('clock.set', { to: '2026-07-01T09:00:00Z' }, operator)).toEqual({ now: '2026-07-01T09:00:00.000Z', uk: '2026-07-01T10:00:00' });
    expect((await perform('clock.set', { to: '2026-03-01' }, operator)).uk).toBe('2026-03-01T00:00:00');
    expect((await perform('clock.advance', { milliseconds: 90_000 }, operator)).uk).toBe('2026-03-01T00:01:30');
    for (const to of ['2026-03-29T01:30:00', 'tomorrow', '2026-13-01', '2026-02-30T10:00:00', '']) {
      await expect(perform('clock.set', { to }, operator)).rejects.toMatchObject({ status: 400 });
    }
  });
});

describe('what no date can say', () => {
  it('is refused in a sentence; what it was: a failure, or a clock that nothing could be asked of any more', async () => {
    const { perform } = (await (await openEnvironment()).desk()).server;
    for (const from of ['2026-13-45', '2026-02-30']) await expect(perform('slots.free', { from }, operator)).rejects.toMatchObject({ status: 400 });
    await expect(perform('clock.advance', { milliseconds: Number.MAX_SAFE_INTEGER }, operator)).rejects.toMatchObject({ status: 400 });
    await expect(perform('clock.set', { to: '9999-06-01' }, operator)).rejects.toMatchObject({ status: 400 });
    expect((await perform('clock.show', {}, operator)).uk).toBe('2026-01-05T08:00:00');
  });
});

describe('examples and schemas', () => {
  it('templates.get gives a document of every function; it passes the checks, and succeeds but for examples that name nothing', async () => {
    const desk = await (await openEnvironment()).desk();
    const deviceId = await desk.approved();
    for (const { available, name, writes } of functions) {
      const { document } = await desk.server.perform('templates.get', { function: name }, operator);
      expect(parseDocument(document).name).toBe('ClientIntegrationRequest');
      if (!available) continue;
      const key = /<APIKey>(.*?)<\/APIKey>/.exec(requestOf(name))?.[1] ?? '';
      const filled = document.replace(/<APIKey>.*<\/APIKey>/, `<APIKey>${key}</APIKey>`).replace('<DeviceID/>', `<DeviceID>${deviceId}</DeviceID>`);
      const error = (await desk.send(filled))?.error;
      if (name === 'DataExtract') {
        // The clinician who is signed in may not.
        expect(error).toBe('RightMissing');
        continue;
      }
      // What writes, and GetDocument, names items and folders of which the small practice here has none.
      if (error === undefined || !(writes || name === 'GetDocument')) expect([name, error]).toEqual([name, undefined]);
      else expect([name, isErrorCode(error) && errorRegistry[error].stage]).toEqual([name, 'meaning']);
    }
    await expect(desk.server.perform('templates.get', { function: 'Nonsense' }, operator)).rejects.toMatchObject({ status: 404 });
  });

  it('B7.2: schemas.get gives what GetXSDFiles gives', async () => {
    const desk = await (await openEnvironment()).desk();
    const { files, version } = await desk.server.perform('schemas.get', {}, operator);
    const answer = await desk.ask('GetXSDFiles');
    expect(answer?.response?.children[0]?.text).toBe(version);
    expect(answer?.response?.children.slice(1).map(({ children }) => children.map(({ text }) => text))).toEqual(
      files.map(({ name, content }) => [name, content]),
    );
  });
});
