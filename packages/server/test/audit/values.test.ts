import { describe, expect, it } from 'vitest';
import { type AuditViewer, auditViews } from '../../src/audit/index.js';
import { run, sql } from '../../src/store/index.js';
import { here, openTrail } from '../support/trail.js';

const everybody: AuditViewer = { place: here, actor: { kind: 'operator' }, all: true };
const insertApplication = sql`INSERT INTO application (organisation_id, application_id, name, created_at) VALUES (?, ?, 'Sample', 0)`;

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

  it('is told of each kind from finished spans alone, in order, and what an entry does not have is none', async () => {
    const trail = openTrail();
    const nothing = { userName: undefined, applicationId: undefined, applicationName: undefined, deviceId: undefined, function: undefined };
    await trail.addMany(1_030, (index) => {
      if (index > 2) return { ...nothing, outcome: 'silent' };
      const letter = ['b', 'é', 'C'][index];
      return { userName: `user ${letter}`, applicationId: 'app-1', applicationName: `name ${letter}`, deviceId: `device ${letter}`, function: `Get${letter}` };
    });
    await trail.store.write(() => run(insertApplication, here.organisationId, 'app-1'));
    expect(await auditViews(trail).values(everybody)).toEqual({
      applications: ['name b', 'name C', 'name é'],
      devices: ['device b', 'device C', 'device é'],
      users: ['user b', 'user C', 'user é'],
      functions: ['Getb', 'GetC', 'Geté'],
      outcomes: ['silent', 'success'],
    });
  });

  it('has an application by its name alone: its identifier is for spans; but nobody is left out who is called like an application', async () => {
    const trail = openTrail();
    await trail.addMany(1_024, () => ({ applicationId: 'app-1', applicationName: 'Sample', userName: 'app-1' }));
    await trail.store.write(() => run(insertApplication, here.organisationId, 'app-1'));
    expect(await auditViews(trail).values(everybody)).toMatchObject({ applications: ['Sample'], users: ['app-1'] });
  });

  it('is two hundred of a kind at most', async () => {
    const trail = openTrail();
    await trail.addMany(1_100, (index) => ({ function: `Hostile${index}` }));
    const values = await auditViews(trail).values({ place: here, actor: { kind: 'operator' }, all: true });
    expect(values.functions).toHaveLength(200);
  });
});
