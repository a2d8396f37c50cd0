import { describe, expect, it } from 'vitest';
import { createTraffic } from '../../src/traffic/index.js';
import { here, openTrail, start } from '../support/trail.js';

const answered = (minutes: readonly { readonly answered: number }[]): number => minutes.reduce((sum, minute) => sum + minute.answered, 0);

describe('the traffic of a workstation', () => {
  it('counts each message of the last hour once, however often it is asked for', async () => {
    const trail = openTrail();
    const traffic = createTraffic(trail.store);
    await trail.addMany(2_500, (index) => ({ at: start + index, function: 'GetDiary' }));
    await trail.add({ kind: 'openRecord', outcome: 'done' });
    const counts = async (now: number) => (await traffic.upTo(now, here, undefined)).tally;
    expect(answered((await counts(start + 3_000)).minutes(start + 3_000))).toBe(2_500);
    const [one, other] = await Promise.all([counts(start + 3_000), counts(start + 3_000)]);
    expect([answered(one.minutes(start + 3_000)), one]).toEqual([2_500, other]);
    await trail.add({ at: start + 60_000 });
    expect(answered((await counts(start + 61_000)).minutes(start + 61_000))).toBe(2_501);
    expect(answered((await counts(start + 3_660_000)).minutes(start + 3_660_000))).toBe(0);
  });

  it('counts anew where the clock was set back, and where other data took the place of what was counted', async () => {
    const trail = openTrail();
    const traffic = createTraffic(trail.store);
    const counted = async (now: number): Promise<number> => answered((await traffic.upTo(now, here, undefined)).tally.minutes(now));
    await trail.add({ at: start });
    await trail.add({ at: start + 7_200_000 });
    expect(await counted(start + 7_200_000)).toBe(1);
    expect(await counted(start + 1_000)).toBe(1);
    trail.tamper((database) => database.exec("DELETE FROM audit_entry WHERE sequence = 2; UPDATE audit_entry SET hash = 'another'"));
    expect(await counted(start + 2_000)).toBe(1);
  });

  it("B4.7: counts one's own alone for who may see no others; a function that there is not has no name", async () => {
    const trail = openTrail();
    const traffic = createTraffic(trail.store);
    await trail.add({ userName: 'bob' });
    await trail.add({ userName: 'ada', function: '<script>' });
    const { tally } = await traffic.upTo(start, here, 'ada');
    expect([...tally.functions(start).keys()]).toEqual([null]);
  });

  it('reads of a busy hour the last part alone, and says since when', async () => {
    const trail = openTrail();
    await trail.addMany(51_500, (index) => ({ at: start + index, request: undefined, reply: undefined, requestUid: undefined }));
    const { since, tally } = await createTraffic(trail.store).upTo(start + 60_000, here, undefined);
    expect(answered(tally.minutes(start + 60_000))).toBe(50_000);
    expect(since).toBe(start + 1_500);
  }, 60_000);
});
