import { describe, expect, it } from 'vitest';
import { auditViews } from '../../src/audit/index.js';
import { here, openTrail } from '../support/trail.js';

describe('what the filters can be set to', () => {
  it('is what is on record, in finished spans and after them', async () => {
    const trail = openTrail();
    await trail.addMany(1_100, (index) => ({ userName: `user-${index % 3}`, function: index === 1_090 ? 'Late' : 'GetDiary', outcome: 'success' }));
    const values = await auditViews(trail).values({ place: here, actor: { kind: 'operator' }, all: true });
    expect(values).toMatchObject({
      users: ['user-0', 'user-1', 'user-2'],
      functions: ['GetDiary', 'Late'],
      outcomes: ['success'],
      devices: ['0123456789ABCDEF'],
    });
    expect(values.applications).toContain('Sample');
  });

  it("B4.7: is one's own alone for who may see no others", async () => {
    const trail = openTrail();
    await trail.add({ userName: 'bob', function: 'Theirs', applicationName: 'Their application', deviceId: 'THEIRS' });
    await trail.add({ userName: 'ada', function: 'Mine' });
    const values = await auditViews(trail).values({ place: here, actor: { kind: 'user', userName: 'ada' }, all: false });
    expect(values).toEqual({ users: ['ada'], functions: ['Mine'], applications: ['Sample'], devices: ['0123456789ABCDEF'], outcomes: ['success'] });
  });

  it('is two hundred of a kind at most', async () => {
    const trail = openTrail();
    await trail.addMany(1_100, (index) => ({ function: `Hostile${index}` }));
    const values = await auditViews(trail).values({ place: here, actor: { kind: 'operator' }, all: true });
    expect(values.functions).toHaveLength(200);
  });
});
