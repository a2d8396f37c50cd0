import { childOf, type XmlNode } from '@s1kit/contract';
import { describe, expect, it } from 'vitest';
import { keepContent, partBytes, requestFiles } from '../../src/documents/index.js';
import { all, type Store, sql } from '../../src/store/index.js';
import { type Desk, type Environment, openEnvironment, operator } from '../support/environment.js';
import { digestOfTables } from '../support/table-digest.js';

const first = '<Identity><NHSNumber>9990000018</NHSNumber></Identity>';
const second = '<Identity><NHSNumber>9990000026</NHSNumber></Identity>';

async function open(options: Parameters<typeof openEnvironment>[0] = {}): Promise<Environment & { readonly desk1: Desk }> {
  const environment = await openEnvironment(options);
  const desk1 = await environment.desk();
  // The first request of a device is the one that claims it.
  await desk1.ask('GetFunctions');
  return { ...environment, desk1 };
}

const attach = (desk: Desk, content: string, identity = first) => desk.ask('UpdatePatientRecord', `${identity}<Clinical><Event>${content}</Event></Clinical>`);
const textOf = (node: XmlNode | undefined, name: string) => node && childOf(node, name)?.text;

/** What the record has of that kind. */
async function recorded(desk: Desk, kind: 'Attachment' | 'Letter'): Promise<readonly (XmlNode | undefined)[]> {
  const answer = await desk.ask('GetPatientRecord', first);
  const clinical = answer?.response && childOf(answer.response, 'Clinical');
  return (clinical?.children ?? []).flatMap((event) => event.children.filter(({ name }) => name === kind));
}

async function contents(desk: Desk, folder: string): Promise<readonly [string, Buffer][]> {
  const files: [string, Buffer][] = [];
  for (const { name, pieces } of desk.written.get(folder) ?? []) {
    const read: Uint8Array[] = [];
    for await (const piece of pieces) read.push(piece);
    files.push([name, Buffer.concat(read)]);
  }
  return files;
}

describe('documents that come into a record', () => {
  it.each([
    ['an update', 'UpdatePatientRecord', '<Clinical><Event><Attachment><DocumentPath>/files/note.txt</DocumentPath></Attachment></Event></Clinical>'],
    [
      'an unsaved change',
      'UpdatePatientRecord',
      '<Clinical><Event><Attachment><DocumentPath>/files/note.txt</DocumentPath></Attachment></Event></Clinical><LeaveRecordOpen/>',
    ],
    ['a dialog', 'LaunchFunctionality', '<Attachment><DocumentPath>/files/note.txt</DocumentPath></Attachment>'],
  ])(
    'B4.6, B4.7: who signs out, or loses the right, while a file is read leaves nothing; what it was: %s of theirs before whoever came next',
    async (_what, name, content) => {
      const meanwhile: readonly (readonly [(desk: Desk) => Promise<unknown>, string])[] = [
        [(desk) => desk.server.perform('session.signOut', {}, operator), 'NobodySignedIn'],
        [(desk) => desk.server.perform('session.signIn', { userName: 'rita' }, operator), 'NobodySignedIn'],
        [(desk) => desk.server.perform('staff.setRole', { userName: 'ada', seen: 'clinician', role: 'receptionist' }, operator), 'RightMissing'],
      ];
      for (const [happens, error] of meanwhile) {
        let left = Number.NaN;
        const { desk1, store } = await open({
          store: (plain) => ({
            ...plain,
            write: async (work) => {
              const done = await plain.write(work);
              left -= 1;
              if (left === 0) await happens(desk1);
              return done;
            },
          }),
        });
        desk1.files.set('/files/note.txt', Buffer.from('note'));
        // The first unit of work is that of the checks, the next that of the file.
        left = 2;
        expect((await desk1.ask(name, first + content))?.error).toBe(error);
        const kept = await store.read(() => all(sql`SELECT content_hash FROM document_content`));
        expect(kept).toEqual([]);
        expect(await desk1.server.perform('dialogs.list', {}, operator)).toEqual([]);
        expect((await desk1.server.perform('session.changes', {}, operator)).changes).toEqual([]);
        expect((await desk1.server.perform('session.status', {}, operator)).record).toBeNull();
      }
    },
  );

  it('B7.14: a restore while a file is read refuses the request, not for good (had left a document without content)', async () => {
    const note = '<Attachment><DocumentPath>/files/note.txt</DocumentPath></Attachment>';
    // The first unit of work is that of the checks, then each part of the file has one.
    for (const { bytes, after } of [
      { bytes: 5, after: 2 },
      { bytes: 3 * partBytes, after: 3 },
    ]) {
      let left = Number.NaN;
      const { desk1, store } = await open({
        store: (plain) => ({
          ...plain,
          write: async (work) => {
            const done = await plain.write(work);
            left -= 1;
            if (left === 0) await desk1.server.perform('data.restore', { name: 'before' }, operator);
            return done;
          },
        }),
      });
      desk1.files.set('/files/note.txt', Buffer.alloc(bytes, 'x'));
      await desk1.server.perform('data.snapshot', { name: 'before' }, operator);
      await desk1.server.perform('data.restore', { name: 'before' }, operator);
      const kept = async () => Object.entries(await digestOfTables(store)).filter(([name]) => /^(?:content|document|event)/.test(name));
      const before = await kept();
      left = after;
      const refused = await attach(desk1, note);
      expect([refused?.error, refused?.permanent, left < 0]).toEqual(['NotRecorded', 'false', true]);
      expect(await kept()).toEqual(before);
      expect((await attach(desk1, note))?.error).toBeUndefined();
    }
  });

  it('B9.2: what was on its way when a snapshot was taken is not kept by its restore', async () => {
    const { desk1, store } = await open();
    await keepContent(store, 'test-practice', 'request:1', Buffer.from('on its way'));
    await desk1.server.perform('data.snapshot', { name: 'meanwhile' }, operator);
    await desk1.server.perform('data.restore', { name: 'meanwhile' }, operator);
    const { content_claim: claims, document_content: content } = await digestOfTables(store);
    expect([claims, content]).toEqual([expect.stringMatching(/^0 rows/), expect.stringMatching(/^0 rows/)]);
  });

  it('B7.14: an attachment is read at once, kept, and written out again the same', async () => {
    const { desk1 } = await open();
    const bytes = Buffer.alloc(2 * partBytes + 5, 'content ');
    desk1.files.set('/files/note é.txt', bytes);
    const made = await attach(desk1, '<Attachment><DocumentPath>/files/note é.txt</DocumentPath><Comments>From home</Comments></Attachment>');
    expect(made?.error).toBeUndefined();
    desk1.files.clear();
    const [attachment] = await recorded(desk1, 'Attachment');
    expect(attachment?.children.map(({ name, text }) => [name, text])).toEqual([
      ['FileName', 'note é.txt'],
      ['FileSize', '2048.0 KB'],
      ['DocumentUID', textOf(made?.response, 'DocumentUID')],
      ['Comments', 'From home'],
    ]);
    const got = await desk1.ask('GetDocument', `${first}<DocumentUID>${textOf(attachment, 'DocumentUID')}</DocumentUID><WriteTo>/out</WriteTo>`);
    expect(got?.xml).toContain('<Response><Document><Path>/out/note &#233;.txt</Path></Document></Response>');
    expect((await contents(desk1, '/out')).map(([name, written]) => [name, written.equals(bytes)])).toEqual([['note é.txt', true]]);
  });

  it('B7.14: a letter and several attachments in one event, one of them named twice', async () => {
    const { desk1 } = await open();
    desk1.files.set('/files/a.pdf', Buffer.from('a'));
    desk1.files.set('/files/b.txt', Buffer.from('b'));
    const made = await attach(
      desk1,
      '<Letter><DocumentPath>/files/a.pdf</DocumentPath><Direction>Incoming</Direction></Letter><Attachment><DocumentPath>/files/b.txt</DocumentPath></Attachment><Attachment><DocumentPath>/files/a.pdf</DocumentPath></Attachment>',
    );
    expect(made?.response?.children.filter(({ name }) => name === 'DocumentUID')).toHaveLength(3);
    const all = [...(await recorded(desk1, 'Letter')), ...(await recorded(desk1, 'Attachment'))];
    expect(all.map((each) => textOf(each, 'FileName'))).toEqual(['a.pdf', 'b.txt', 'a.pdf']);
    expect(new Set(all.map((each) => textOf(each, 'DocumentUID'))).size).toBe(3);
  });

  it('B7.14: an address in place of a file is kept, and nothing is fetched', async () => {
    const { desk1 } = await open();
    const made = await attach(desk1, '<Attachment><URL>http://127.0.0.1:1/a.txt</URL></Attachment>');
    expect(made?.error).toBeUndefined();
    expect((await recorded(desk1, 'Attachment'))[0]?.children.map(({ name, text }) => [name, text])).toEqual([['URL', 'http://127.0.0.1:1/a.txt']]);
  });

  it('B7.14: a refusal names the element and leaves every row as it was, whichever file or item it is for', async () => {
    const { desk1, messages, store } = await open();
    desk1.files.set('/files/a.txt', Buffer.alloc(partBytes + 1));
    const good = '<Attachment><DocumentPath>/files/a.txt</DocumentPath></Attachment>';
    const before = await digestOfTables(store);
    for (const [content, code, path] of [
      [`${good}<Attachment><DocumentPath>/files/none</DocumentPath></Attachment>`, 'PathRefused', 'Attachment[2]/DocumentPath'],
      [`<Letter><DocumentPath>/files/none</DocumentPath></Letter>${good}`, 'PathRefused', 'Letter/DocumentPath'],
      [
        `${good}<ClinicalCode><Code Scheme="CTV3" Code="wrong" /></ClinicalCode><LinkedProblemUID>0123456789abcdef</LinkedProblemUID>`,
        'ValueUnknown',
        'LinkedProblemUID',
      ],
      [`${good}<Reminder><ExpiryDate>0001-01-01</ExpiryDate></Reminder>`, 'ValueInvalid', 'ExpiryDate'],
      [
        Array.from({ length: requestFiles + 1 }, (_, index) => `<Attachment><DocumentPath>/many/${index}</DocumentPath></Attachment>`).join(''),
        'PathRefused',
        `Attachment[${requestFiles + 1}]`,
      ],
    ] as const) {
      for (let index = 0; index < requestFiles; index++) desk1.files.set(`/many/${index}`, Buffer.from(String(index)));
      const answer = await attach(desk1, content);
      expect([answer?.error, answer?.permanent]).toEqual([code, 'true']);
      expect(await digestOfTables(store)).toEqual(before);
      const entry = (await messages()).at(-1);
      expect(entry?.error_code).toBe(code);
      expect(entry?.element).toContain(path);
    }
  });

  it('B4.7: nothing is read for a user who may not write it, nor for no patient', async () => {
    const { desk1, store } = await open();
    let reads = 0;
    desk1.files.get = () => {
      reads++;
      return Buffer.from('a');
    };
    const file = '<Attachment><DocumentPath>/files/a.txt</DocumentPath></Attachment>';
    const before = await digestOfTables(store);
    expect((await attach(desk1, file, '<Identity><NHSNumber>9990000034</NHSNumber></Identity>'))?.error).toBe('PatientUnknown');
    expect(await digestOfTables(store)).toEqual(before);
    await desk1.server.perform('session.signIn', { userName: 'rita' }, { kind: 'operator' });
    expect((await attach(desk1, file))?.error).toBe('RightMissing');
    expect(reads).toBe(0);
  });

  it('B3.7: what a crash between file and record left is dropped at the next start', async () => {
    const environment = await open();
    const before = await digestOfTables(environment.store);
    await keepContent(environment.store, 'test-practice', 'request:lost', Buffer.from('lost'));
    expect(await digestOfTables(environment.store)).not.toEqual(before);
    await environment.restart();
    expect(await digestOfTables(environment.store)).toEqual(before);
  });
});

describe('GetDocument', () => {
  it('B7.17: a document of another patient, or none, is unknown, and nothing is written', async () => {
    const { desk1 } = await open();
    desk1.files.set('/files/a.txt', Buffer.from('a'));
    const made = await attach(desk1, '<Attachment><DocumentPath>/files/a.txt</DocumentPath></Attachment>');
    const uid = textOf(made?.response, 'DocumentUID');
    for (const [identity, asked] of [
      [second, uid],
      [first, '0123456789abcdef'],
      [first, 'ffffffffffffffff'],
    ]) {
      const answer = await desk1.ask('GetDocument', `${identity}<DocumentUID>${asked}</DocumentUID><WriteTo>/out</WriteTo>`);
      expect(answer?.error).toBe('ValueUnknown');
    }
    expect(desk1.written.size).toBe(0);
  });

  it('B4.7: is for those who read clinical records', async () => {
    const { desk1 } = await open();
    await desk1.server.perform('session.signIn', { userName: 'rita' }, { kind: 'operator' });
    const answer = await desk1.ask('GetDocument', `${first}<DocumentUID>0123456789abcdef</DocumentUID><WriteTo>/out</WriteTo>`);
    expect(answer?.error).toBe('RightMissing');
  });

  it('B3.7: files are taken back if what was done cannot be recorded', async () => {
    let failing = false;
    const breaking = (store: Store): Store => ({ ...store, write: (work) => (failing ? Promise.reject(new Error('The disk failed.')) : store.write(work)) });
    const { desk1 } = await open({ store: breaking });
    desk1.files.set('/files/a.txt', Buffer.from('a'));
    const made = await attach(desk1, '<Attachment><DocumentPath>/files/a.txt</DocumentPath></Attachment>');
    let writes = 0;
    desk1.written.set = (...entry) => {
      failing = true;
      writes++;
      return Map.prototype.set.call(desk1.written, ...entry);
    };
    const answer = await desk1.ask('GetDocument', `${first}<DocumentUID>${textOf(made?.response, 'DocumentUID')}</DocumentUID><WriteTo>/out</WriteTo>`);
    failing = false;
    expect([answer?.error, writes]).toEqual(['NotRecorded', 1]);
    expect(desk1.written.size).toBe(0);
  });
});
