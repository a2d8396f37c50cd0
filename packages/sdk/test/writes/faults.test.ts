// The faults that the environment itself can make: what it carried out and did not answer is done once.
import { describe, expect, it } from 'vitest';
import { passing, surroundings } from '../support/environment.js';

const around = surroundings({ throttle: 'off' });
type Fault = 'silence' | 'late' | 'cut-before' | 'cut-in' | 'cut-after';
const faults: readonly Fault[] = ['silence', 'late', 'cut-before', 'cut-in', 'cut-after'];

describe('B9.2: a fault of', () => {
  it.each(faults)('%s leaves a write done once, and a read answered', async (kind) => {
    const client = await around.connect({ pacing: 'off' });
    const [{ nhsNumber }] = await around.patients();
    const Identity = { NHSNumber: nhsNumber };
    const line = `Under ${kind}.`;
    const set = (name: string) =>
      around.environment().perform('faults.set', { kind, function: name, times: 1, ...(kind === 'late' ? { delayMs: 2_000 } : {}) });
    await set('UpdatePatientRecord');
    const made = await passing(around.clock, client.updatePatientRecord({ Identity, Clinical: { Event: { Narrative: [{ Line: [line] }] } } }, { save: 'now' }));
    expect(client.details(made)?.confirmedBy).toBe(kind === 'late' || kind === 'cut-after' ? 'reply' : 'looking');
    await set('GetPatientRecord');
    const record = await passing(around.clock, client.getPatientRecord({ Identity, Filter: { Narrative: true, MinEntryDate: '2026-03-01' } }, { fresh: true }));
    const written = (record.Clinical?.Event ?? []).filter(({ Narrative }) => Narrative?.[0]?.Line[0] === line);
    expect(written.map(({ EventUID }) => EventUID)).toEqual([made.EventUID]);
  });

  it('error is told of at once, and nothing was written', async () => {
    const client = await around.connect({ pacing: 'off' });
    const [{ nhsNumber }] = await around.patients();
    await around.environment().perform('faults.set', { kind: 'error', function: 'UpdatePatientRecord', times: 1, code: 'NotRecorded' });
    await expect(
      client.updatePatientRecord({ Identity: { NHSNumber: nhsNumber }, Demographics: { KnownAs: 'Faulty' } }, { save: 'now' }),
    ).rejects.toMatchObject({ name: 'PeerFailedError', code: 'NotRecorded', permanent: false });
  });
});
