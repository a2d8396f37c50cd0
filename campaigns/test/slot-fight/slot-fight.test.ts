import { expect, it } from 'vitest';
import { slotFight } from '../../src/slot-fight/slot-fight.js';
import { briefly } from '../support/briefly.js';

it('B7.13, B7.16: no slot is taken twice, and what the clients were told is explained by some order', async () => {
  const { attempts, booked, freed, refused } = await briefly(slotFight);
  expect(attempts).toBeGreaterThan(500);
  for (const count of [booked, freed, refused]) expect(count).toBeGreaterThan(10);
});
