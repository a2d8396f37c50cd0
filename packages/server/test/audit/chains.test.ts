import { expect, it } from 'vitest';
import { allChains, chainHead } from '../../src/audit/chains.js';
import { openTrail } from '../support/trail.js';

it('B8.3: there is one chain for each organisation and workstation with entries, each given once', async () => {
  const trail = openTrail();
  expect(await trail.store.read(() => allChains())).toEqual([]);
  const places = ['0', 'B', 'b', '\u00e9'].flatMap((organisationId) => ['1', 'x'].map((workstationId) => ({ organisationId, workstationId })));
  for (const place of [...places].reverse()) for (let count = 0; count < 2; count++) await trail.add({}, place);
  expect(await trail.store.read(() => allChains())).toEqual(places);
  for (const place of places) expect(await trail.store.read(() => chainHead(place))).toMatchObject({ count: 2 });
  expect(await trail.store.read(() => chainHead({ organisationId: 'B', workstationId: 'none' }))).toBeUndefined();
});
