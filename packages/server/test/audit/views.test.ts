import { OperationError } from '@s1kit/link';
import { describe, expect, it } from 'vitest';
import { type AuditViewer, auditViews, preparePayload } from '../../src/audit/index.js';
import { listEntries } from '../../src/audit/list.js';
import { requestOf } from '../support/environment.js';
import { here, openTrail, start, type Trail } from '../support/trail.js';

const operator: AuditViewer = { place: here, actor: { kind: 'operator' }, all: true };
const lead: AuditViewer = { place: here, actor: { kind: 'user', userName: 'lead' }, all: true };
const ada: AuditViewer = { place: here, actor: { kind: 'user', userName: 'ada' }, all: false };

const bob: AuditViewer = { place: here, actor: { kind: 'user', userName: 'bob' }, all: true };

async function onRecord(
  trail: Trail,
  kind: string,
): Promise<{ userName: string | null; detail: string | null; linked: number | null; patient: string | null }[]> {
  const entries = await trail.store.read(() => listEntries(here, { limit: 1_000 }));
  return entries.filter((entry) => entry.kind === kind).map(({ userName, detail, linked, patient }) => ({ userName, detail, linked, patient }));
}

describe('views of the audit', () => {
  it('B8.4: lists entries, newest first, page by page', async () => {
    const trail = openTrail();
    const views = auditViews(trail);
    for (let index = 1; index <= 7; index++) await trail.add({ at: start + index, requestUid: 'same', deviations: ['NhsNumber'], allowedAt: start + 5 });
    const page = await views.list(lead, { limit: 3 });
    expect(page.map((entry) => entry.sequence)).toEqual([7, 6, 5]);
    expect((await views.list(lead, { limit: 3, before: 5 })).map((entry) => entry.sequence)).toEqual([4, 3, 2]);
    expect(page[0]).toEqual({
      sequence: 7,
      kind: 'message',
      at: '2026-01-05T09:00:00.007Z',
      workstation: 'desk-1',
      userName: 'ada',
      applicationId: 'app-1',
      applicationName: 'Sample',
      deviceId: '0123456789ABCDEF',
      function: 'PatientSearch',
      functionVersion: '1.0',
      requestUid: 'same',
      responseUid: 'response',
      patient: null,
      outcome: 'success',
      errorCode: null,
      rule: null,
      deviations: ['NhsNumber'],
      allowedAt: '2026-01-05T09:00:00.005Z',
      durationMs: 1.234,
      requestBytes: 27,
      replyBytes: 28,
      repeats: 6,
      linked: null,
      detail: null,
    });
    await expect(views.list(lead, { from: 'yesterday' })).rejects.toMatchObject({ status: 400 });
  });

  it('B4.7, B8.4: the values to filter by are those of what one may see', async () => {
    const trail = openTrail();
    const views = auditViews(trail);
    await trail.add({ userName: 'ada', function: 'GetDiary' });
    await trail.add({ userName: 'bob', function: 'PatientSearch' });
    expect((await views.values(ada)).functions).toEqual(['GetDiary']);
    expect((await views.values(lead)).functions).toEqual(['GetDiary', 'PatientSearch']);
    expect((await views.values({ ...operator, all: false })).functions).toEqual(['GetDiary', 'PatientSearch']);
    await views.list(lead, {});
    const looks = await trail.store.read(() => listEntries(here, { limit: 1 }));
    expect(looks.map(({ kind, outcome }) => [kind, outcome])).toEqual([['auditView', 'done']]);
  });

  it('B8.4: looking and exporting are on record, with who and what', async () => {
    const trail = openTrail();
    const views = auditViews(trail);
    await trail.add({ patient: '9990000018' });
    await views.list(lead, { function: 'GetDiary', patient: '999 000 0018' });
    await views.list(operator, {});
    await views.show(lead, { message: '1' });
    await views.explain(operator, { message: '1' });
    await views.export(lead, {});
    expect(await onRecord(trail, 'auditView')).toEqual([
      { userName: null, detail: 'Had entry 1 explained. By the operator.', linked: 1, patient: '9990000018' },
      { userName: 'lead', detail: 'Looked at entry 1.', linked: 1, patient: '9990000018' },
      { userName: null, detail: 'Listed entries without filter. By the operator.', linked: null, patient: null },
      { userName: 'lead', detail: 'Listed entries with function GetDiary.', linked: null, patient: '9990000018' },
    ]);
    expect(await onRecord(trail, 'auditExport')).toEqual([{ userName: 'lead', detail: 'Exported entries without filter.', linked: null, patient: null }]);
  });

  it("B8.4: who looked for a patient's entries is found by the number, however they wrote it (was on record with their spaces, and not found)", async () => {
    const trail = openTrail();
    const views = auditViews(trail);
    await views.list(lead, { patient: ' 999 000 0018' });
    await views.export(lead, { patient: '999 000\t0018' });
    expect((await views.list(operator, { patient: '9990000018' })).map(({ kind }) => kind)).toEqual(['auditExport', 'auditView']);
  });

  it('B8.4: a follow is one entry, and so is an export of many pages; another look is another', async () => {
    const trail = openTrail();
    const views = auditViews(trail);
    for (let index = 0; index < 5; index++) await trail.add();
    let last = (await views.list(lead, { limit: 1 }))[0]?.sequence ?? 0;
    for (let round = 0; round < 10; round++) {
      if (round % 3 === 0) await trail.add();
      const page = await views.list(lead, { after: last, limit: 1_000 });
      last = page[0]?.sequence ?? last;
    }
    expect(await onRecord(trail, 'auditView')).toHaveLength(1);
    // A second one who follows does not disturb the first.
    await trail.add();
    await trail.add();
    await views.list(lead, { limit: 1 });
    for (let round = 0; round < 4; round++) last = (await views.list(lead, { after: last }))[0]?.sequence ?? last;
    expect(await onRecord(trail, 'auditView')).toHaveLength(2);
    // What came before is another look, and so are other filters, another viewer, another day.
    await views.list(lead, { after: 0 });
    await views.list(lead, { after: last, function: 'GetDiary' });
    await views.list(operator, { after: last });
    expect(await onRecord(trail, 'auditView')).toHaveLength(5);
    trail.clock.advance(25 * 60 * 60_000);
    await views.list(lead, { after: last });
    expect(await onRecord(trail, 'auditView')).toHaveLength(6);

    let after: number | undefined;
    let entries = 0;
    for (let page = await views.export(lead, { limit: 3 }); page.length > 0; page = await views.export(lead, { limit: 3, after: after ?? 0 })) {
      entries += page.length;
      after = page.at(-1)?.entry.sequence;
    }
    expect(entries).toBeGreaterThan(10);
    expect(await onRecord(trail, 'auditExport')).toHaveLength(1);
    await views.export(lead, {});
    expect(await onRecord(trail, 'auditExport')).toHaveLength(2);
  });

  it('B8.4: the older pages of a list that is on record are part of that look; pages before what was looked at are not', async () => {
    const trail = openTrail();
    const views = auditViews(trail);
    for (let index = 0; index < 9; index++) await trail.add();
    await views.list(lead, { limit: 3, before: 5 });
    expect((await views.list(lead, { limit: 3, before: 3 })).map((entry) => entry.sequence)).toEqual([2, 1]);
    expect(await onRecord(trail, 'auditView')).toHaveLength(1);
    await views.list(lead, { limit: 3, before: 8 });
    expect(await onRecord(trail, 'auditView')).toHaveLength(2);
    await views.list(ada, { limit: 3 });
    await views.list(ada, { limit: 3, before: 7 });
    expect(await onRecord(trail, 'auditView')).toHaveLength(3);
    await views.list(ada, { limit: 3, before: 7, outcome: 'error' });
    expect(await onRecord(trail, 'auditView')).toHaveLength(4);
  });

  it('B8.4: pages before an entry cover nothing after one, and what is after one covers no pages', async () => {
    const trail = openTrail();
    const views = auditViews(trail);
    for (let index = 0; index < 9; index++) await trail.add();
    const looks = async (): Promise<number> => (await onRecord(trail, 'auditView')).length;
    await views.list(lead, { before: 5 });
    await views.list(lead, { before: 5 });
    await views.list(lead, { after: 900 });
    expect(await looks()).toBe(2);
    await views.list(ada, { after: 4 });
    await views.list(ada, { before: 1 });
    expect(await looks()).toBe(4);
    await views.list(ada, { after: 3 });
    expect(await looks()).toBe(5);
    // A follow in between takes nothing away from the pages.
    await views.list(bob, {});
    await views.list(bob, { after: 900 });
    await views.list(bob, { before: 3 });
    expect(await looks()).toBe(6);
    // What was looked at from the newest on goes on at the very entry that was the newest; the look itself comes after it.
    await views.list(operator, {});
    await views.list(operator, { after: 15 });
    expect(await looks()).toBe(7);
    await views.list(operator, { after: 14 });
    expect(await looks()).toBe(8);
  });

  it('B8.4: the filters make a look, in whatever order; how many are asked for does not', async () => {
    const trail = openTrail();
    const views = auditViews(trail);
    await trail.add();
    await views.list(lead, { function: 'GetDiary', outcome: 'error', user: 'ada' });
    await views.list(lead, { user: 'ada', outcome: 'error', function: 'GetDiary', after: 1, limit: 7 });
    await views.list(lead, { outcome: 'error', user: 'ada', function: 'GetDiary', after: 1 });
    expect(await onRecord(trail, 'auditView')).toHaveLength(1);
    await views.list(lead, { user: 'bob', outcome: 'error', function: 'GetDiary', after: 1 });
    expect(await onRecord(trail, 'auditView')).toHaveLength(2);
  });

  it('B8.4: a look at one workstation, or at what one may see oneself, covers no other', async () => {
    const trail = openTrail();
    const views = auditViews(trail);
    await views.list(lead, {});
    for (const place of [
      { ...here, workstationId: 'desk-2' },
      { ...here, organisationId: 'other-practice' },
    ]) {
      await views.list({ ...lead, place }, { after: 5 });
      const looks = await trail.store.read(() => listEntries(place, {}));
      expect([place, looks.map(({ kind }) => kind)]).toEqual([place, ['auditView']]);
    }
    await views.list({ ...lead, all: false }, { after: 1 });
    expect(await onRecord(trail, 'auditView')).toHaveLength(2);
  });

  it('B8.4: a look goes on for a day since it last went on, not at its end', async () => {
    const trail = openTrail();
    const views = auditViews(trail);
    const hour = 60 * 60_000;
    await views.list(lead, {});
    for (const hours of [23, 23]) {
      trail.clock.advance(hours * hour);
      await views.list(lead, { after: 1 });
    }
    trail.clock.advance(24 * hour - 1);
    await views.list(lead, { after: 1 });
    expect(await onRecord(trail, 'auditView')).toHaveLength(1);
    trail.clock.advance(24 * hour);
    await views.list(lead, { after: 1 });
    expect(await onRecord(trail, 'auditView')).toHaveLength(2);
    // A day later it is what is asked for then that counts.
    trail.clock.advance(24 * hour);
    await views.list(lead, { after: 2 });
    await views.list(lead, { after: 1 });
    expect(await onRecord(trail, 'auditView')).toHaveLength(4);
  });

  it('B8.4: of more than a thousand looks that could go on, those that went on last do', async () => {
    const trail = openTrail();
    const views = auditViews(trail);
    const look = (number: number): Promise<unknown> => views.list(lead, { user: `user-${number}`, after: 0 });
    await look(0);
    await look(1);
    await Promise.all(Array.from({ length: 998 }, (_, index) => look(index + 2)));
    await look(0);
    const head = async (): Promise<number> => (await trail.store.read(() => listEntries(here, { limit: 1 })))[0]?.sequence ?? 0;
    expect(await head()).toBe(1_000);
    await look(1_000);
    await look(0);
    expect(await head()).toBe(1_001);
    await look(1);
    expect(await head()).toBe(1_002);
  });

  it('B8.4: a request is written as a call of the SDK, and that is on record; of what is none there is no call', async () => {
    const trail = openTrail();
    const views = auditViews(trail);
    await trail.add({ request: Buffer.from(requestOf('GetFunctions')), patient: '9990000018' });
    await trail.add();
    await trail.add({ kind: 'signIn', request: undefined, reply: undefined });
    expect(await views.call(lead, { message: '1' })).toEqual({ code: 'const reply = await systmOne.getFunctions();' });
    expect(await onRecord(trail, 'auditView')).toEqual([{ userName: 'lead', detail: 'Had entry 1 written as a call.', linked: 1, patient: '9990000018' }]);
    expect(await views.call(lead, { message: '2' })).toEqual({ code: null });
    expect(await views.call(lead, { message: '3' })).toEqual({ code: null });
    await expect(views.call(lead, { message: '99' })).rejects.toMatchObject({ status: 404 });
  });

  it('an export with a time that is none is refused, and not on record', async () => {
    const trail = openTrail();
    await expect(auditViews(trail).export(lead, { from: 'yesterday' })).rejects.toMatchObject({ status: 400 });
    expect(await onRecord(trail, 'auditExport')).toEqual([]);
  });

  it('B8.4: an export of what comes before an entry is one each time, unless it goes on after another', async () => {
    const trail = openTrail();
    const views = auditViews(trail);
    for (let index = 0; index < 5; index++) await trail.add();
    await views.export(lead, { before: 4, limit: 2 });
    expect((await views.export(lead, { before: 4, limit: 2, after: 2 })).map(({ entry }) => entry.sequence)).toEqual([3]);
    expect(await onRecord(trail, 'auditExport')).toHaveLength(1);
    await views.export(lead, { before: 4, limit: 2 });
    await views.export(lead, { before: 5, limit: 2, after: 2 });
    expect(await onRecord(trail, 'auditExport')).toHaveLength(3);
    // It went on after an entry: what comes before that was not exported.
    await views.export(lead, { before: 5, limit: 2, after: 1 });
    expect(await onRecord(trail, 'auditExport')).toHaveLength(4);
  });

  it('the operator sees all, with the right of users or without', async () => {
    const trail = openTrail();
    await trail.add({ userName: 'bob' });
    await trail.add({ userName: undefined });
    expect((await auditViews(trail).list({ ...operator, all: false }, {})).map(({ sequence }) => sequence)).toEqual([2, 1]);
  });

  it('B3.6, B8.2: a message is shown with its explanation, the end of its reply, and the others that have its RequestUID', async () => {
    const trail = openTrail();
    const views = auditViews(trail);
    await trail.add({ requestUid: 'a', outcome: 'error', errorCode: 'SchemaInvalid', rule: '/x: it is wrong.', element: '/x', at: start });
    await trail.add({ requestUid: 'a', replyFollows: true, reply: undefined });
    await trail.add({ kind: 'sent', requestUid: undefined, linked: 2 });
    await trail.add({ requestUid: 'a', userName: 'bob' });
    const shown = await views.show(lead, { message: '2' });
    expect(shown).toMatchObject({ sent: 3, sameRequestUid: [{ sequence: 4 }, { sequence: 1, outcome: 'error', at: '2026-01-05T09:00:00.000Z' }] });
    expect((await views.show(ada, { message: '2' })).sameRequestUid.map(({ sequence }) => sequence)).toEqual([1]);
    expect((await views.show(lead, { message: '1' })).explanation).toMatchObject({ element: '/x', why: '/x: it is wrong.' });
    expect((await views.show(lead, { message: '3' })).sameRequestUid).toEqual([]);
  });

  it('B4.1: the key in a request is hidden wherever a person reads it', async () => {
    const trail = openTrail();
    const request = Buffer.from('<ClientIntegrationRequest><APIKey>00112233445566aa</APIKey></ClientIntegrationRequest>');
    await trail.add({ request });
    const views = auditViews(trail);
    expect((await views.show(lead, { message: '1' })).request).toBe('<ClientIntegrationRequest><APIKey>****************</APIKey></ClientIntegrationRequest>');
    const exported = await views.export(lead, {});
    expect(JSON.stringify(exported)).toContain('<APIKey>****************</APIKey>');
    expect(JSON.stringify(exported)).not.toContain('00112233445566aa');
    expect((await views.export(lead, { payloads: false })).map(({ request: none, reply }) => [none, reply])).toContainEqual([null, null]);
  });

  it('B8.4: what could not be put on record covers nothing: a second try had been shown all, unrecorded', async () => {
    const trail = openTrail();
    const views = auditViews(trail);
    await trail.add();
    trail.tamper((database) => database.exec("CREATE TRIGGER refuse BEFORE INSERT ON audit_entry BEGIN SELECT RAISE(ABORT, 'refused'); END"));
    await expect(views.list(lead, {})).rejects.toThrow('refused');
    await expect(views.list(lead, { after: 1 })).rejects.toThrow('refused');
    await expect(views.export(lead, {})).rejects.toThrow('refused');
    await expect(views.export(lead, { after: 0 })).rejects.toThrow('refused');
    trail.tamper((database) => database.exec('DROP TRIGGER refuse'));
    await views.list(lead, { after: 1 });
    await views.export(lead, { after: 0 });
    expect([...(await onRecord(trail, 'auditView')), ...(await onRecord(trail, 'auditExport'))]).toHaveLength(2);
  });

  it('leaves nothing out when there is more after an entry than the limit', async () => {
    const trail = openTrail();
    for (let index = 0; index < 9; index++) await trail.add();
    const page = await trail.store.read(() => listEntries(here, { after: 2, limit: 3 }));
    expect(page.map((entry) => entry.sequence)).toEqual([5, 4, 3]);
    // Between two entries it is a page as any other: the newest.
    const between = await trail.store.read(() => listEntries(here, { after: 2, before: 9, limit: 3 }));
    expect(between.map((entry) => entry.sequence)).toEqual([8, 7, 6]);
  });

  it('B4.7: who may see their own entries alone sees no others, by no way', async () => {
    const trail = openTrail();
    const views = auditViews(trail);
    await trail.add({ requestUid: 'mine' });
    await trail.add({ userName: 'bob', requestUid: 'theirs', responseUid: 'their-response' });
    await trail.add({ userName: undefined, requestUid: 'nobody' });
    expect((await views.list(ada, {})).map((entry) => entry.sequence)).toEqual([1]);
    expect(await views.list(ada, { user: 'bob' })).toEqual([]);
    expect(await views.list(ada, { uid: 'theirs' })).toEqual([]);
    expect((await views.export(ada, { limit: 2 })).map(({ entry }) => entry.userName)).toEqual(['ada', 'ada']);
    for (const message of ['2', 'theirs', 'their-response', '3', '99', 'none']) {
      await expect(views.show(ada, { message })).rejects.toMatchObject({ status: 404 });
      await expect(views.explain(ada, { message })).rejects.toMatchObject({ status: 404 });
    }
    expect((await views.show(ada, { message: 'mine' })).entry.sequence).toBe(1);
    expect((await views.show(lead, { message: 'their-response' })).entry.sequence).toBe(2);
  });

  it("B4.7: one's own message is shown where somebody else's has the same RequestUID, or its number (was not found)", async () => {
    const trail = openTrail();
    const views = auditViews(trail);
    await trail.add({ requestUid: 'same' });
    await trail.add({ userName: 'bob', requestUid: 'same' });
    await trail.add({ requestUid: '2' });
    expect((await views.show(ada, { message: 'same' })).entry.sequence).toBe(1);
    expect((await views.show(lead, { message: 'same' })).entry.sequence).toBe(2);
    expect((await views.explain(ada, { message: '2' })).sequence).toBe(3);
    expect((await views.show(lead, { message: '2' })).entry.sequence).toBe(2);
  });

  it("B4.7: somebody else's message is told as one that there is not, with where to look", async () => {
    const trail = openTrail();
    const views = auditViews(trail);
    await trail.add({ userName: 'bob', requestUid: 'theirs', responseUid: 'their-response' });
    const told = new Set<unknown>();
    for (const message of ['theirs', 'their-response', '1', 'none', '77']) {
      const failure: unknown = await views.show(ada, { message }).catch((thrown: unknown) => thrown);
      told.add(failure instanceof OperationError ? `${failure.status} ${failure.message}` : failure);
    }
    expect([...told]).toEqual(['404 There is no such message on record at this workstation, or it is not yours to see. s1kit audit list shows what there is.']);
    expect(await onRecord(trail, 'auditView')).toEqual([]);
  });

  it('B8.4: shows a message by its number, its ResponseUID or its newest RequestUID, with its payloads', async () => {
    const trail = openTrail();
    const views = auditViews(trail);
    const long = `<Response>${'<Event/>'.repeat(20_000)}</Response>`;
    await trail.add({ requestUid: 'a', responseUid: 'r1', request: Buffer.from('<Request>é</Request>') });
    await trail.add({ requestUid: 'a', responseUid: 'r2', reply: undefined, replyFollows: true });
    await trail.add({ kind: 'sent', requestUid: undefined, responseUid: 'r2', linked: 2, request: undefined, reply: await preparePayload(Buffer.from(long)) });
    expect((await views.show(lead, { message: 'r1' })).request).toBe('<Request>é</Request>');
    const shown = await views.show(lead, { message: 'a' });
    expect([shown.entry.sequence, shown.entry.outcome, shown.reply]).toEqual([2, 'success', long]);
    expect((await views.show(lead, { message: 'r2' })).entry.sequence).toBe(2);
    expect((await views.show(lead, { message: '3' })).entry).toMatchObject({ kind: 'sent', linked: 2, replyBytes: long.length });
  });
});
