import { describe, expect, it } from 'vitest';
import { type Profile, timeByStage } from '../src/stages/profile.js';
import { stageOf } from '../src/stages/stages.js';

const frame = (functionName: string, url: string) => ({ functionName, url });
const server = 'file:///home/me/s1kit/packages/server/dist';

describe('timeByStage', () => {
  const profile: Profile = {
    startTime: 1_000,
    nodes: [
      { id: 1, callFrame: frame('(root)', ''), children: [2, 4] },
      { id: 2, callFrame: frame('record', `${server}/audit/record.js`), children: [3] },
      { id: 3, callFrame: frame('hash', 'node:crypto') },
      { id: 4, callFrame: frame('(idle)', '') },
    ],
    samples: [4, 2, 3, 4, 3],
    timeDeltas: [10, 100, 100, 100, 100],
  };
  const audit = 'audit entry: digests, hash, columns';

  it('gives what a stage calls to that stage, and leaves out what is idle', () => {
    expect([...timeByStage(profile, { from: 0, to: 10_000 }, stageOf)]).toEqual([[audit, 200]]);
  });

  it('counts what lies in the span alone', () => {
    expect([...timeByStage(profile, { from: 1_150, to: 10_000 }, stageOf)]).toEqual([[audit, 100]]);
  });
});

describe('stageOf', () => {
  it('tells a commit from the statements before it', () => {
    expect(stageOf([frame('commit', `${server}/store/sqlite/units.js`)])).toBe('commit: written and synced');
    expect(stageOf([frame('perform', `${server}/store/sqlite/steps.js`)])).toBe('statements, run by the driver');
  });

  it("leaves to the engine what is nobody's", () => {
    expect(stageOf([frame('(garbage collector)', ''), frame('(root)', '')])).toBe("the engine's own, and garbage collection");
  });
});
