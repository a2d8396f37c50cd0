// The way of a document where something on it fails, or somebody waits at its end.
import { Refusal } from '@s1kit/contract';
import { describe, expect, it } from 'vitest';
import { behaviourOf } from '../../src/functions/index.js';
import { all, type Store, sql } from '../../src/store/index.js';
import { documentOf, openEnvironment, operator, organisationId, requestOf, settled } from '../support/environment.js';
import { addEvent } from '../support/rows.js';

const patient = '<Identity><NHSNumber>9990000018</NHSNumber></Identity>';
const attachment = `${patient}<Clinical><Event><Attachment><DocumentPath>/in/letter.txt</DocumentPath></Attachment></Event></Clinical>`;
const ioError = () => Object.assign(new Error('the secret of the disk'), { code: 'SQLITE_IOERR' });

/** An environment that can be broken and mended: while it is broken nothing is written. */
async function breakable() {
  let broken = false;
  const environment = await openEnvironment({
    store: (store: Store): Store => ({
      ...store,
      write: (work) => (broken ? Promise.reject(ioError()) : store.write(work)),
    }),
  });
  const desk = await environment.desk();
  await desk.approved();
  const breakDown = (now: boolean): void => {
    broken = now;
  };
  return { desk, environment, breakDown };
}

describe('a document that cannot be read for a reason of the environment', () => {
  it('B2.9, B8.1: is answered, on record with its bytes, and the connection closed; the log says where, not what', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    let readings = 0;
    const document = {
      bytes: Buffer.from('<a/>'),
      get text(): string {
        if (readings++ === 0) throw new RangeError('the secret of a document');
        return '<a/>';
      },
    };
    const answer = await desk.send(document);
    expect([answer?.error, answer?.permanent, answer?.reply.close]).toEqual(['Unexpected', 'false', true]);
    expect(answer?.message).toMatch(/^[A-Z].*could not be read.*\.$/);
    expect(answer?.root.children.slice(0, 4).map(({ text }) => text)).toEqual(['', '', '', '']);
    const [entry] = await environment.messages();
    expect(entry).toMatchObject({
      outcome: 'error',
      error_code: 'Unexpected',
      device_id: null,
      request_uid: null,
      function_name: null,
      function_version: null,
    });
    expect(Buffer.from(entry?.request ?? []).toString()).toBe('<a/>');
    expect(environment.logged()).toMatch(/"failure":"RangeError".*exchange\.test\.ts/);
    expect(environment.logged()).not.toContain('secret');
  });
});

describe('what is done outside the unit of work', () => {
  const claims = sql`SELECT holder FROM content_claim WHERE organisation_id = ?`;

  /** An environment where a request keeps the content of its file, and then fails with that. */
  async function failingOutside(failure: Error) {
    let fails = true;
    const environment = await openEnvironment({
      behaviourOf: (declaration) => {
        const how = behaviourOf(declaration.name);
        if (how?.outside === undefined) return how;
        const { outside } = how;
        return {
          ...how,
          outside: async (parameters, context) => {
            const done = await outside(parameters, context);
            if (fails) throw failure;
            return done;
          },
        };
      },
    });
    const desk = await environment.desk();
    desk.files.set('/in/letter.txt', Buffer.from('A letter.'));
    const answer = await desk.ask('UpdatePatientRecord', attachment);
    fails = false;
    const kept = async () => (await environment.store.read(() => all(claims, organisationId))).length;
    return { answer, desk, environment, kept };
  }

  it('B3.7: what was kept before it failed is dropped at the next request; the failure is on record with its patient', async () => {
    const { answer, desk, environment, kept } = await failingOutside(new Error('the secret of the disk'));
    expect(answer?.error).toBe('Unexpected');
    expect((await environment.messages()).at(-1)).toMatchObject({ outcome: 'error', error_code: 'Unexpected', patient: '9990000018', user_name: 'ada' });
    expect(environment.logged()).toMatch(/"failure":"Error".*exchange\.test\.ts/);
    await desk.ask('GetFunctions');
    expect(await kept()).toBe(0);
  });

  it('B3.3: a refusal is answered as it is', async () => {
    const { answer, environment } = await failingOutside(new Refusal('PathRefused', 'There is no such file.', '/a'));
    expect([answer?.error, answer?.message]).toEqual(['PathRefused', expect.stringContaining('There is no such file.')]);
    expect((await environment.messages()).at(-1)).toMatchObject({ error_code: 'PathRefused', element: '/a', patient: '9990000018' });
    expect(environment.logged()).not.toContain('A request failed');
  });

  it('B3.7: is undone where the function refuses afterwards, and stays where it succeeds; what cannot be undone is logged', async () => {
    const done: string[] = [];
    let refuses = true;
    let undoes = true;
    const environment = await openEnvironment({
      behaviourOf: () => ({
        outside: async () => ({
          value: undefined,
          undo: async () => {
            if (!undoes) throw new RangeError('the secret of a folder');
            done.push('undone');
          },
        }),
        work: function* () {
          yield* [];
          if (refuses) throw new Refusal('RecordOpen', 'Not now.');
          return { Function: [] };
        },
      }),
    });
    const desk = await environment.desk();
    expect((await desk.ask('GetFunctions'))?.error).toBe('RecordOpen');
    expect(done).toEqual(['undone']);
    undoes = false;
    expect((await desk.ask('GetFunctions'))?.error).toBe('RecordOpen');
    expect(environment.logged()).toContain('"failure":"RangeError"');
    expect(environment.logged()).not.toContain('secret');
    [refuses, undoes] = [false, true];
    expect((await desk.ask('GetFunctions'))?.error).toBeUndefined();
    expect(done).toEqual(['undone']);
  });
});

describe('where nothing can be written', () => {
  it('B3.7: a request is answered that it was not recorded, in one piece whose length is known; the connection stays', async () => {
    const { breakDown, desk, environment } = await breakable();
    const before = (await environment.entries()).length;
    breakDown(true);
    const reply = await desk.exchange(requestOf('GetFunctions', '', { deviceId: await desk.approved(), requestUid: 'r7' }));
    if (reply.kind === 'silence') throw new Error('There was no reply.');
    expect(reply).toMatchObject({ kind: 'reply', close: false, outcome: { function: undefined, outcome: 'error', errorCode: 'NotRecorded' } });
    const pieces: Uint8Array[] = [];
    for await (const piece of reply.pieces) pieces.push(piece);
    expect(pieces.map(({ length }) => length)).toEqual([reply.length]);
    expect(Buffer.concat(pieces).toString()).toMatch(/<RequestUID>r7<.*<ErrorMessage>The request could not be recorded, so it was not carried out\..*again/);
    await expect(reply.sent({ bytes: 1, complete: false })).resolves.toBeUndefined();
    breakDown(false);
    expect((await environment.entries()).length).toBe(before);
  });

  it('B2.9: an unreadable document still has its connection closed, whether that can be put on record at the second try or not; it was left open', async () => {
    for (const recorded of [false, true]) {
      let failures = 0;
      const environment = await openEnvironment({
        store: (store) => ({ ...store, write: (work) => (failures-- > 0 ? Promise.reject(ioError()) : store.write(work)) }),
      });
      const desk = await environment.desk();
      failures = recorded ? 1 : 2;
      const answer = await desk.send('<a');
      expect([answer?.error, answer?.reply.close]).toEqual(['NotRecorded', true]);
      expect((await environment.messages()).length).toBe(recorded ? 1 : 0);
      failures = 1;
      expect((await desk.send('<a/>'))?.reply.close).toBe(false);
    }
  });

  it('B2.9: a document that was cut off is passed over in silence, and the log says that it is not on record', async () => {
    const { breakDown, desk, environment } = await breakable();
    breakDown(true);
    const reply = await desk.exchange({ ...documentOf('<a'), problem: { kind: 'cutOff' } });
    breakDown(false);
    expect(reply).toEqual({ kind: 'silence', outcome: { function: undefined, outcome: 'cutOff', errorCode: undefined } });
    expect(environment.logged()).toMatch(/"code":"SQLITE_IOERR".*"msg":"A request failed\."/);
    expect(await environment.messages()).toEqual([]);
  });

  it('a document that was cut off is told to the screens as every message is', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    await desk.exchange({ ...documentOf('<a'), problem: { kind: 'cutOff' } });
    expect(desk.notices).toContainEqual({ event: 'message', sequence: (await environment.messages()).at(-1)?.sequence });
  });

  it('B3.7: a reply that cannot be read though its request was carried out does not say that it was not; both are on record', async () => {
    const environment = await openEnvironment();
    await environment.store.write(function* () {
      const item = { kind: 'Narrative', value: { Line: ['Nothing of note.'] } } as const;
      for (let eventId = 1; eventId <= 501; eventId++)
        yield* addEvent({ organisationId }, { patientId: 1, eventId, effectiveAt: '2020-01-01T10:00:00', entryAt: 0, items: [item] });
    });
    expect((await (await environment.desk()).ask('GetPatientRecord', patient))?.error).toBeUndefined();
    const unreadable = await environment.restart({
      store: (store) => ({
        ...store,
        readPortions: () => {
          throw ioError();
        },
      }),
    });
    const again = await unreadable.desk();
    const answer = await again.ask('GetPatientRecord', patient);
    expect(answer?.error).toBe('Unexpected');
    expect(answer?.message).not.toMatch(/not carried out/);
    const entries = (await unreadable.messages()).slice(-2);
    expect(entries.map(({ outcome, error_code }) => [outcome, error_code])).toEqual([
      ['success', null],
      ['error', 'Unexpected'],
    ]);
    expect(again.notices.filter(({ event }) => event === 'message')).toHaveLength(2);
  });
});

describe('what the screens are told', () => {
  it('everything that a function tells, to its own workstation alone, and nothing of one that is refused', async () => {
    let refuses = false;
    const environment = await openEnvironment({
      behaviourOf: () => ({
        work: function* (_parameters, { tells, tellsAll }) {
          yield* [];
          tells?.('record');
          tells?.('dialog');
          if (refuses) tellsAll?.();
          if (refuses) throw new Refusal('RecordOpen', 'Not now.');
          return { Function: [] };
        },
      }),
    });
    const [desk, other] = [await environment.desk(), await environment.desk('desk-2')];
    await desk.approved();
    const told = () => [desk, other].map(({ notices }) => notices.splice(0).flatMap(({ event }) => (event === 'message' ? [] : [event])));
    told();
    await desk.ask('GetFunctions');
    expect(told()).toEqual([['record', 'dialog'], []]);
    refuses = true;
    await desk.ask('GetFunctions');
    expect(told()).toEqual([[], []]);
  });
});

describe('a fault that lets a reply come late', () => {
  const late = async (delayMs: number) => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    await desk.approved();
    await desk.server.perform('faults.set', { kind: 'late', function: null, times: 1, delayMs }, operator);
    let answered = false;
    const answer = desk.ask('GetFunctions').finally(() => {
      answered = true;
    });
    await settled();
    return { environment, answer, answered: () => answered };
  };

  it('B9.2: does not hold up a server that stops', async () => {
    const { answer, answered, environment } = await late(60_000);
    expect(answered()).toBe(false);
    await environment.server.close();
    expect((await answer)?.error).toBeUndefined();
  });

  it('B9.2: holds up nobody where the server is stopping already', async () => {
    const { clock, desk: openDesk, server } = await openEnvironment();
    const desk = await openDesk();
    await desk.approved();
    await desk.server.perform('faults.set', { kind: 'late', function: null, times: 1, delayMs: 60_000 }, operator);
    await server.close();
    expect((await desk.ask('GetFunctions'))?.error).toBeUndefined();
    expect(clock.monotonic()).toBe(0);
  });
});
