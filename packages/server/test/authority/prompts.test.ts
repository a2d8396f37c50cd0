import { type DesktopDoor, type DevicePrompt, type MovableClock, movableClock, type PromptAnswer } from '@s1kit/link';
import { describe, expect, it } from 'vitest';
import { createPrompts, promptLimit } from '../../src/authority/prompts.js';
import { monday, seededRandom, settled } from '../support/environment.js';

const place = { organisationId: 'test-practice', workstationId: 'desk-1' };
const application = { id: 'app', name: 'Test application', functions: null };

/** Prompts on a desktop whose user answers when the test says so. */
function asked(ask?: DesktopDoor['ask']) {
  const clock: MovableClock = movableClock({ start: monday });
  const decided: string[] = [];
  const shown: { readonly answer: (answer: PromptAnswer) => void; readonly taken: AbortSignal }[] = [];
  const asking: Pick<DesktopDoor, 'ask'> = {
    ask: ask ?? ((_prompt, taken) => new Promise((resolve) => void shown.push({ answer: (answer) => resolve({ answer, by: 'ada' }), taken }))),
  };
  const prompts = createPrompts({
    clock,
    random: seededRandom(1),
    everyFunction: ['GetFunctions'],
    decisions: {
      approve: async (_place, { id }, by) => {
        decided.push(`${id} approved by ${by}`);
        return '0123456789abcdef';
      },
      block: async (_place, { id }, by) => void decided.push(`${id} blocked by ${by}`),
    },
  });
  // Of a desktop a prompt needs nothing else.
  const desktop = asking as DesktopDoor;
  const outcome = prompts.ask({ place, application, deviceVersion: undefined, desktop });
  return { prompts, clock, decided, desktop, shown, outcome };
}

describe('a prompt', () => {
  it('B4.2: ends with what the user says, decided and on record before anybody hears of it', async () => {
    for (const [answer, outcome, decisions] of [
      ['approve', { kind: 'approved', deviceId: '0123456789abcdef' }, ['app approved by ada']],
      ['block', { kind: 'blocked' }, ['app blocked by ada']],
      ['later', { kind: 'later' }, []],
    ] as const) {
      const { decided, shown, outcome: ended } = asked();
      await settled();
      shown[0]?.answer(answer);
      expect(await ended).toEqual(outcome);
      expect(decided).toEqual(decisions);
    }
  });

  it('B4.3: ends undecided when its time is up, the server closes, or the desktop cannot ask; then the question is taken away', async () => {
    const late = asked();
    await settled();
    late.clock.advance(promptLimit);
    const closed = asked();
    await settled();
    closed.prompts.close();
    const broken = asked(() => Promise.reject(new Error('no screen')));
    for (const { decided, outcome, shown } of [late, closed, broken]) {
      expect(await outcome).toEqual({ kind: 'later' });
      expect([decided, shown.map(({ taken }) => taken.aborted)]).toEqual([[], shown.map(() => true)]);
    }
    expect([late.shown.length, closed.shown.length]).toEqual([1, 1]);
    // What the user says after that changes nothing.
    late.shown[0]?.answer('approve');
    await settled();
    expect(late.decided).toEqual([]);
  });

  it('B4.2: is answered from elsewhere while it stands, and not when it does not', async () => {
    const { decided, outcome, prompts } = asked();
    expect(await prompts.answer(place, 'other', 'approve', 'operator')).toBe(false);
    expect(await prompts.answer(place, 'app', 'block', 'operator')).toBe(true);
    expect([await outcome, decided]).toEqual([{ kind: 'blocked' }, ['app blocked by operator']]);
    expect(await prompts.answer(place, 'app', 'approve', 'operator')).toBe(false);
  });

  it('B4.2: shows which application asks, for which functions, since when; all functions where it was registered for all', async () => {
    const shown: DevicePrompt[] = [];
    const { clock, desktop, prompts } = asked(async (prompt) => {
      shown.push(prompt);
      return { answer: 'later', by: 'ada' };
    });
    clock.advance(5);
    prompts.ask({ place, application: { id: 'narrow', name: 'Narrow', functions: ['GetDiary'] }, deviceVersion: '2.1', desktop });
    await settled();
    expect(shown).toEqual([
      {
        promptId: expect.stringMatching(/^[0-9a-f]{16}$/),
        applicationId: 'app',
        applicationName: 'Test application',
        functions: ['GetFunctions'],
        askedAt: monday,
      },
      {
        promptId: expect.stringMatching(/^[0-9a-f]{16}$/),
        applicationId: 'narrow',
        applicationName: 'Narrow',
        deviceVersion: '2.1',
        functions: ['GetDiary'],
        askedAt: monday + 5,
      },
    ]);
  });

  it('B4.2: is counted while it stands, at its own workstation of its own organisation', async () => {
    const { desktop, prompts } = asked();
    const elsewhere = { ...place, workstationId: 'desk-2' };
    const others = { ...place, organisationId: 'another-practice' };
    prompts.ask({ place, application: { ...application, id: 'other' }, deviceVersion: undefined, desktop });
    prompts.ask({ place: elsewhere, application, deviceVersion: undefined, desktop });
    expect([place, elsewhere, others].map((each) => prompts.waiting(each))).toEqual([2, 1, 0]);
    await prompts.answer(place, 'app', 'later', 'operator');
    expect([place, elsewhere, others].map((each) => prompts.waiting(each))).toEqual([1, 1, 0]);
  });
});
