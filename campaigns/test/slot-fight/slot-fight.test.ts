import { chanceOf } from '@s1kit/server';
import { expect, it } from 'vitest';
import type { Desk } from '../../src/practice/desk.js';
import { fight } from '../../src/slot-fight/client.js';
import { createHistory } from '../../src/slot-fight/history.js';
import { leave } from '../../src/slot-fight/leaver.js';
import { slotFight } from '../../src/slot-fight/slot-fight.js';
import { briefly } from '../support/briefly.js';

it('B7.13, B7.16: no slot is taken twice, and what the clients were told is explained by some order', async () => {
  const { attempts, booked, freed, refused } = await briefly(slotFight);
  expect(attempts).toBeGreaterThan(500);
  for (const count of [booked, freed, refused]) expect(count).toBeGreaterThan(10);
});

it('what it was: a request that was never answered was taken for a slot that was freed, or held unsaved', async () => {
  const nothing = (): Promise<never> => Promise.reject(new Error('Nothing of it is needed here.'));
  const slot = { name: 'A', clinic: '<Clinic/>', start: '2026-01-05T09:00:00' };
  const wrongOf = async (act: typeof fight, uid: string, seed: number): Promise<readonly string[]> => {
    const found: string[] = [];
    let isFirst = uid !== '';
    const ask: Desk['ask'] = async () => {
      const answer = isFirst ? { text: `<AppointmentUID>${uid}</AppointmentUID>`, error: undefined, deviceId: '' } : undefined;
      isFirst = false;
      return answer;
    };
    const desk: Desk = { deviceId: '', ask, must: async () => '', perform: nothing };
    const fighting = { slots: [slot], history: createHistory(), attempted: () => undefined, wrong: (what: string) => void found.push(what) };
    await act({ desk, nhsNumber: '9000000009', chance: chanceOf(seed) }, fighting, 1 + Number(uid !== ''));
    return found;
  };
  expect(await wrongOf(leave, '', 1)).toEqual(['a booking that is left unsaved was not answered']);
  expect(await wrongOf(fight, '1', 1)).toContain('giving up a slot was answered with silence');
});
