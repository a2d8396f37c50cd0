import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClinicalItem, encodeEvent } from '@s1kit/contract';
import { afterAll, describe, expect, it } from 'vitest';
import { clinics } from '../../src/fictitious/clinics.js';
import { edgeCases, moreFictitious, writeFictitious } from '../../src/fictitious/index.js';
import { staff } from '../../src/fictitious/practice.js';
import type { Progress } from '../../src/fictitious/write.js';
import { nextIds } from '../../src/identifiers.js';
import { eventValue, type StoredEvent } from '../../src/patients/event-value.js';
import { slotsOfDay } from '../../src/schedule/pattern.js';
import { all, first, openSqlite, type Row, type Store, sql } from '../../src/store/index.js';
import { ukDay } from '../../src/uk-time.js';

const organisationId = 'demo-practice';
const opened: { readonly store: Store; readonly folder: string }[] = [];

afterAll(async () => {
  for (const { store, folder } of opened.splice(0)) {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

interface Options {
  readonly seed?: number;
  readonly patients?: number;
  readonly anchorDate?: string;
  readonly largeRecord?: boolean;
}

async function made(options: Options = {}): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), 's1kit-fictitious-'));
  const store = openSqlite({ file: join(folder, 'x.db') });
  opened.push({ store, folder });
  await writeFictitious(store, { organisationId, seed: 1, anchorDate: '2026-03-02', patients: 40, largeRecord: false, ...options });
  return store;
}

function more(store: Store, patients: number, onProgress?: (progress: Progress) => void): Promise<void> {
  return store.writeAsOne((units) => moreFictitious(units, { organisationId, seed: 1, anchorDate: '2026-03-02', patients }, onProgress));
}

const read = new Map<string, Promise<Store>>();

/** The same data for every test that asks for the same and only reads it. */
function madeOnce(options: Options = {}): Promise<Store> {
  const key = JSON.stringify(options);
  const store = read.get(key) ?? made(options);
  read.set(key, store);
  return store;
}

const tables = {
  patients: sql`SELECT * FROM patient WHERE organisation_id = ? ORDER BY patient_id`,
  telephones: sql`SELECT * FROM patient_telephone WHERE organisation_id = ? ORDER BY patient_id, telephone_key`,
  registrations: sql`SELECT * FROM registration WHERE organisation_id = ? ORDER BY patient_id, position`,
  addresses: sql`SELECT * FROM address_history WHERE organisation_id = ? ORDER BY patient_id, position`,
  events: sql`SELECT * FROM event WHERE organisation_id = ? ORDER BY event_id`,
  documents: sql`SELECT * FROM document WHERE organisation_id = ? ORDER BY document_id`,
  pages: sql`SELECT * FROM document_page WHERE organisation_id = ? ORDER BY document_id, page`,
  contents: sql`SELECT * FROM document_content WHERE organisation_id = ? ORDER BY content_hash`,
  clinics: sql`SELECT * FROM clinic WHERE organisation_id = ? ORDER BY clinic_id`,
  appointments: sql`SELECT * FROM appointment WHERE organisation_id = ? ORDER BY appointment_id`,
  taken: sql`SELECT * FROM slot_taken WHERE organisation_id = ? ORDER BY clinic_id, start_at`,
  visits: sql`SELECT * FROM visit WHERE organisation_id = ? ORDER BY visit_id`,
  tasks: sql`SELECT * FROM task WHERE organisation_id = ? ORDER BY task_id`,
  staff: sql`SELECT * FROM staff WHERE organisation_id = ? ORDER BY user_name`,
  lists: sql`SELECT * FROM list_value WHERE organisation_id = ? ORDER BY list, position`,
  counters: sql`SELECT * FROM counter WHERE organisation_id = ? ORDER BY name`,
};

const rowsOf = <R extends Row>(store: Store, table: keyof typeof tables): Promise<readonly R[]> => store.read(() => all<R>(tables[table], organisationId));

async function digest(store: Store): Promise<string> {
  const hash = createHash('sha256');
  for (const name of Object.keys(tables) as (keyof typeof tables)[]) {
    for (const row of await rowsOf(store, name)) {
      for (const value of Object.values(row)) hash.update(value instanceof Uint8Array ? value : String(value)).update('|');
    }
  }
  return hash.digest('hex');
}

type AppointmentRow = {
  readonly appointment_id: number;
  readonly clinic_id: number;
  readonly start_at: number;
  readonly duration: number;
  readonly status: string;
  readonly slot_type: string;
  readonly entry_at: number;
};

describe('the fictitious data', () => {
  it('B9.2: is the same for the same seed and anchor date, byte for byte, and another for another', async () => {
    const one = await digest(await madeOnce());
    expect(await digest(await made())).toBe(one);
    expect(await digest(await madeOnce({ seed: 2 }))).not.toBe(one);
    expect(await digest(await madeOnce({ anchorDate: '2026-03-03' }))).not.toBe(one);
  });

  it('begins with the same patients whatever their number', async () => {
    const few = await rowsOf<{ demographics: string }>(await madeOnce({ patients: 30 }), 'patients');
    const many = await rowsOf<{ demographics: string }>(await madeOnce({ patients: 60 }), 'patients');
    expect(many.slice(0, 30)).toEqual(few);
  });

  it('B9.2: has patients with NHS numbers from 999 000 0000 up only', async () => {
    const patients = await rowsOf<{ nhs_number: string | null; pseudo_number: string | null }>(await madeOnce(), 'patients');
    for (const { nhs_number, pseudo_number } of patients) {
      expect(nhs_number === null).toBe(pseudo_number !== null);
      if (nhs_number !== null) expect(nhs_number >= '9990000000' && nhs_number <= '9999999999').toBe(true);
    }
  });

  it('keeps beside the events of long records the XML of their items, and none beside others', async () => {
    const store = await madeOnce({ patients: 12, largeRecord: true });
    const all = await rowsOf<StoredEvent & { patient_id: number; items: string; xml: Uint8Array | null }>(store, 'events');
    const events = all.flatMap((event) => (event.xml === null ? [] : [{ ...event, xml: event.xml }]));
    expect(events.length).toBeGreaterThanOrEqual(15_000);
    const long = new Set(events.map(({ patient_id }) => patient_id));
    expect(all.every(({ patient_id, xml }) => (xml !== null) === long.has(patient_id))).toBe(true);
    expect(long.size).toBeLessThan(12);
    for (const event of events) {
      const items = JSON.parse(event.items) as readonly ClinicalItem[];
      expect(Buffer.from(event.xml).toString('latin1')).toBe(encodeEvent(eventValue(event, items)));
    }
  });

  it('has documents that open: each with its pages, of the kinds text, PDF and an image of several pages', async () => {
    const store = await madeOnce();
    const documents = await rowsOf<{ document_id: number; media_type: string; file_name: string }>(store, 'documents');
    const pages = await rowsOf<{ document_id: number; page: number; content_hash: string }>(store, 'pages');
    const contents = new Map(
      (await rowsOf<{ content_hash: string; bytes: Uint8Array }>(store, 'contents')).map(({ content_hash, bytes }) => [content_hash, bytes]),
    );
    const begins: Record<string, string> = { 'application/pdf': '%PDF-1.4', 'image/png': '\x89PNG', 'text/plain': '' };
    const kinds = new Set<string>();
    for (const { document_id, media_type } of documents) {
      const own = pages.filter((page) => page.document_id === document_id);
      expect(own.map(({ page }) => page)).toEqual(own.map((_, index) => index + 1));
      kinds.add(`${media_type} ${own.length}`);
      for (const { content_hash } of own) {
        const bytes = contents.get(content_hash) ?? new Uint8Array();
        expect(
          Buffer.from(bytes)
            .toString('latin1')
            .startsWith(begins[media_type] ?? '?'),
        ).toBe(true);
        expect(createHash('sha256').update(bytes).digest('hex')).toBe(content_hash);
      }
    }
    expect([...kinds].sort()).toEqual(['application/pdf 1', 'image/png 3', 'text/plain 1']);
  });
});

describe('the appointment book', () => {
  it.each(['2026-03-02', '2026-03-07', '2026-03-08', '2026-03-30', '2026-12-25'])('of %s has appointments in every status', async (anchorDate) => {
    const appointments = await rowsOf<AppointmentRow>(await madeOnce({ patients: 20, anchorDate }), 'appointments');
    const today = appointments.filter(({ start_at }) => ukDay(start_at) === anchorDate);
    expect(new Set(today.map(({ status }) => status))).toEqual(new Set(['Booked', 'Arrived', 'In Progress', 'Finished', 'Did Not Attend', 'Cancelled']));
  });

  it('never has a slot twice, has only slots of the pattern, and leaves some free', async () => {
    const store = await madeOnce({ patients: 300 });
    const appointments = await rowsOf<AppointmentRow>(store, 'appointments');
    const taken = await rowsOf<{ appointment_id: number; clinic_id: number; start_at: number }>(store, 'taken');
    expect(new Set(taken.map(({ clinic_id, start_at }) => `${clinic_id} ${start_at}`)).size).toBe(taken.length);
    expect(taken.map(({ appointment_id }) => appointment_id).sort()).toEqual(
      appointments
        .filter(({ status }) => status !== 'Cancelled')
        .map(({ appointment_id }) => appointment_id)
        .sort(),
    );
    for (const { clinic_id, start_at, duration, slot_type } of appointments) {
      const pattern = clinics[clinic_id - 1]?.pattern ?? { sessions: [] };
      expect(slotsOfDay(pattern, ukDay(start_at))).toContainEqual(expect.objectContaining({ startAt: start_at, minutes: duration, type: slot_type }));
    }
  });

  it('has nothing booked in the past and nothing finished in the future', async () => {
    const anchor = Date.UTC(2026, 2, 2);
    for (const { start_at, status, entry_at } of await rowsOf<AppointmentRow>(await madeOnce({ patients: 300 }), 'appointments')) {
      if (start_at < anchor) expect(status).not.toBe('Booked');
      if (start_at >= anchor + 86_400_000) expect(['Booked', 'Cancelled']).toContain(status);
      expect(entry_at).toBeLessThan(anchor);
    }
  });
});

describe('the practice', () => {
  it('has about 20 staff in the four roles, and clinics of people who are there', () => {
    expect(staff).toHaveLength(20);
    expect(new Set(staff.map(({ role }) => role)).size).toBe(4);
    const names = new Set(staff.map(({ userName }) => userName));
    expect(clinics.every(({ userName }) => names.has(userName))).toBe(true);
  });

  it('never has anyone in two clinics at a time', () => {
    for (let offset = 0; offset < 28; offset++) {
      const day = ukDay(Date.UTC(2026, 2, 2 + offset, 12));
      for (const { userName } of staff) {
        const slots = clinics
          .filter((clinic) => clinic.userName === userName)
          .flatMap(({ pattern }) => slotsOfDay(pattern, day))
          .sort((a, b) => a.startAt - b.startAt);
        slots.forEach((slot, index) => {
          const next = slots[index + 1];
          if (next !== undefined) expect(slot.startAt + slot.minutes * 60_000, `${userName} ${slot.start}`).toBeLessThanOrEqual(next.startAt);
        });
      }
    }
  });
});

describe('more fictitious patients', () => {
  it('continue where the first ended, and take identifiers that nobody has', async () => {
    const store = await made({ patients: 30 });
    await more(store, 15);
    const all45 = await rowsOf<{ nhs_number: string; demographics: string }>(store, 'patients');
    const atOnce = await rowsOf<{ nhs_number: string; demographics: string }>(await madeOnce({ patients: 45 }), 'patients');
    expect(all45.map(({ demographics }) => demographics)).toEqual(atOnce.map(({ demographics }) => demographics));
    const highest =
      (await store.read(() => first<{ highest: number }>(sql`SELECT MAX(event_id) AS highest FROM event WHERE organisation_id = ?`, organisationId)))
        ?.highest ?? 0;
    expect(await store.write(() => nextIds(organisationId, 'event', 1))).toBeGreaterThan(highest);
    await more(store, 5);
    expect(await rowsOf(store, 'patients')).toHaveLength(50);
  });

  it('leave no gap in the identifiers; each had used up 10,000 of events, until those of extracts were no whole numbers any more', async () => {
    const store = await made({ patients: 30 });
    await more(store, 15);
    const events = await rowsOf<{ event_id: number }>(store, 'events');
    expect(await store.write(() => nextIds(organisationId, 'event', 1))).toBe((events.at(-1)?.event_id ?? 0) + 1);
  });

  it('take no identifier of somebody who comes meanwhile and waits', async () => {
    const store = await made({ patients: 30 });
    let taken: Promise<number> | undefined;
    await more(store, 15, ({ done }) => {
      if (done === 5) taken = store.write(() => nextIds(organisationId, 'event', 1));
    });
    const events = await rowsOf<{ event_id: number }>(store, 'events');
    expect(await taken).toBe((events.at(-1)?.event_id ?? 0) + 1);
  });
});

describe('the edge cases', () => {
  it('are there first, even if fewer patients are asked for', async () => {
    const patients = await rowsOf(await madeOnce({ patients: 3 }), 'patients');
    expect(patients).toHaveLength(edgeCases.length - 1);
  });
});
