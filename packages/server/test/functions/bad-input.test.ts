// Bad input of every kind against every function that changes something: whatever is broken in a request, it is answered with a clear error and changes nothing.
import { errorRegistry, functions, parseDocument, type XmlNode } from '@s1kit/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signIn } from '../../src/sessions/index.js';
import { type Answer, apiKey, type Desk, type Environment, openEnvironment, operator, organisationId, requestOf } from '../support/environment.js';
import { addClinic } from '../support/rows.js';
import { digestOfTables } from '../support/table-digest.js';

/** Stands in every text that is sent: no message and no line of the log may hold it. */
const mark = 'Zyzzyva';
const nhsNumber = '9990000018';
const identity = `<Identity><NHSNumber>${nhsNumber}</NHSNumber></Identity>`;

const demographics = `<Demographics><Title>Dr</Title><FirstName>${mark}</FirstName><DateOfBirth>1980-02-29</DateOfBirth><Sex>F</Sex><Ethnicity><Code Scheme="CTV3" Code="9S1.."/></Ethnicity><EnglishSpeaker>Yes</EnglishSpeaker><Address><Road>${mark}</Road><Postcode>ZZ99 1AA</Postcode></Address><MobileTelephone>07700 900123</MobileTelephone><SMSConsent>No</SMSConsent><UsualGPUserName>ada</UsualGPUserName></Demographics>`;
const items = [
  '<Medication><MedicationType>NHS medication</MedicationType><Drug Scheme="Multilex" ProductID="12345" PackID="1"/><Dose>1</Dose><Quantity>28 tablets</Quantity><StartDate>2026-01-05</StartDate><EndDate>2026-02-01</EndDate></Medication>',
  '<ClinicalCode><Code Scheme="CTV3" Code="22A.."/><Episodicity>New</Episodicity><Value>71.5</Value><Units>Kg</Units><ProblemSeverity>Minor</ProblemSeverity></ClinicalCode>',
  `<Reminder><FreeText>${mark}</FreeText><Severity>High</Severity><ExpiryDate>2026-03-01</ExpiryDate></Reminder>`,
  `<Recall><RecallDate>2026-03-01</RecallDate><FreeText>${mark}</FreeText><Status>Pending</Status></Recall>`,
  '<Vaccination><BatchNumber>B1</BatchNumber><Name>Influenza</Name><PartType>Single</PartType></Vaccination>',
  `<Letter><RecipientName><Surname>${mark}</Surname></RecipientName><DocumentPath>/files/letter.pdf</DocumentPath><Direction>Incoming</Direction><DateSentReceived>2026-01-04</DateSentReceived></Letter>`,
  `<Attachment><DocumentPath>/files/note.txt</DocumentPath><Comments>${mark}</Comments></Attachment>`,
  `<Narrative><Line>${mark}</Line></Narrative>`,
];
const event = `<Clinical><Event DateTime="2026-01-05T07:00:00" UserName="ada" Method="Telephone">${items.join('')}</Event></Clinical>`;
const slot = (index: number) => `<SlotType>Routine</SlotType><DateTimeStart>2026-01-06T09:${index}0:00</DateTimeStart><Duration>10</Duration>`;
const booking = (index: number) =>
  `<Appointment><Clinic><UserName>ada</UserName><SiteName>Main Site</SiteName><ClinicType>GP Surgery</ClinicType><Slot>${slot(index)}</Slot></Clinic><Comments>${mark}</Comments><Flag>${mark}</Flag></Appointment>`;
const visit = `<Visit><DateTime>2026-01-06T12:00:00</DateTime><Duration>15</Duration><Comments>${mark}</Comments><UserName>ada</UserName></Visit>`;
const task = `<Task><TaskType>Misc</TaskType><Due>2026-01-06T12:00:00</Due><Content>${mark}</Content><UserNameAssigned>ada</UserNameAssigned></Task>`;

interface Uids {
  readonly EventUID: string;
  readonly AppointmentUID: string;
  readonly VisitUID: string;
  readonly TaskUID: string;
  readonly DocumentUID: string;
}

/** A request of each function that acts, with as much in it as it takes. Each would succeed. */
function goodRequests(uids: Uids): readonly (readonly [name: string, parameters: string])[] {
  const { EventUID, AppointmentUID, VisitUID, TaskUID, DocumentUID } = uids;
  const all = `${identity}${demographics}${event}<NonClinical>${booking(1)}${booking(2)}${visit}${task}</NonClinical>`;
  const changes = `<Appointment><AppointmentUID>${AppointmentUID}</AppointmentUID><Status>Arrived</Status><Flag>${mark}</Flag></Appointment><Visit><VisitUID>${VisitUID}</VisitUID><Status>Finished</Status></Visit><Task><TaskUID>${TaskUID}</TaskUID><Status>Complete</Status></Task>`;
  return [
    ['UpdatePatientRecord', all],
    ['UpdatePatientRecord', `${all}<LeaveRecordOpen/>`],
    ['UpdatePatientRecord', `${identity}<NonClinical>${changes}</NonClinical>`],
    [
      'DeleteFromPatientRecord',
      `${identity}<Reason>${mark}</Reason><EventUID>${EventUID}</EventUID><AppointmentUID>${AppointmentUID}</AppointmentUID><TaskUID>${TaskUID}</TaskUID><VisitUID>${VisitUID}</VisitUID>`,
    ],
    ['LaunchFunctionality', `${identity}${task}`],
    ['GetDocument', `${identity}<DocumentUID>${DocumentUID}</DocumentUID><WriteTo>/out</WriteTo>`],
    ['ExitClient', ''],
  ];
}

interface Practice {
  readonly environment: Environment;
  readonly desk: Desk;
  readonly requests: ReturnType<typeof goodRequests>;
}

/** A practice where the application has written one of each. */
async function practice(): Promise<Practice> {
  // Nobody is asked where a DeviceID is broken: the request would wait for the answer.
  const environment = await openEnvironment({ settings: { approve: 'never' } });
  await environment.store.write(function* () {
    const slots = Array.from({ length: 6 }, () => ({ type: 'Routine', minutes: 10 }));
    yield* addClinic(
      { organisationId },
      { clinicId: 1, userName: 'ada', siteName: 'Main Site', clinicType: 'GP Surgery', pattern: { sessions: [{ weekday: 2, start: '09:00', slots }] } },
    );
  });
  const desk = await environment.desk();
  desk.files.set('/files/letter.pdf', Buffer.from('A letter.'));
  desk.files.set('/files/note.txt', Buffer.from('A note.'));
  const made = await desk.ask('UpdatePatientRecord', `${identity}${event}<NonClinical>${booking(0)}${visit}${task}</NonClinical>`);
  const uid = (name: string) => made?.response?.children.find((child) => child.name === name)?.text ?? '';
  const uids = {
    EventUID: uid('EventUID'),
    AppointmentUID: uid('AppointmentUID'),
    VisitUID: uid('VisitUID'),
    TaskUID: uid('TaskUID'),
    DocumentUID: uid('DocumentUID'),
  };
  return { environment, desk, requests: goodRequests(uids) };
}

/** An XML document as a tree that may be broken. */
interface Tree {
  name: string;
  attributes: [string, string][];
  children: Tree[];
  text: string;
}

const treeOf = ({ name, attributes, children, text }: XmlNode): Tree => ({
  name,
  attributes: attributes.map(([key, value]) => [key, value]),
  children: children.map(treeOf),
  text,
});
const escaped = (text: string) => text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);
const textOf = ({ name, attributes, children, text }: Tree): string =>
  `<${name}${attributes.map(([key, value]) => ` ${key}="${escaped(value)}"`).join('')}>${escaped(text)}${children.map(textOf).join('')}</${name}>`;
const nodesOf = (tree: Tree): readonly Tree[] => [tree, ...tree.children.flatMap(nodesOf)];

const badValue = fc.oneof(
  fc.constantFrom('', ' ', '0001-01-01', '0001-01-01T00:00:00', '2026-02-30', '2026-03-29T01:30:00', 'x', '-1', '1e9', '99999999999999999999', 'true', 'Misc'),
  fc.constantFrom('0123456789abcdef', '0000000000000000', '9990000026', '9990000034', '9990000019', '../../etc/passwd', '/files/none', '\0'.replace('\0', '￿')),
  fc.string(),
  fc.constant('y'.repeat(70_000)),
);

/** What can be done to a tree; `at` and `other` choose places, of as many as there are. */
const treeBreak = fc.tuple(
  fc.constantFrom('remove', 'repeat', 'empty', 'value', 'rename', 'swap', 'attribute', 'no attribute', 'new attribute', 'child', 'text beside'),
  fc.nat(),
  fc.nat(),
  badValue,
);
type TreeBreak = typeof treeBreak extends fc.Arbitrary<infer T> ? T : never;

function breakTree(root: Tree, [kind, at, other, value]: TreeBreak): void {
  const parameters = root.children.find(({ name }) => name === 'FunctionParameters') ?? root;
  // Most of it in the parameters, some in the envelope.
  const within = nodesOf(at % 8 === 0 ? root : parameters);
  const node = within[at % within.length] ?? root;
  const second = within[other % within.length] ?? root;
  const parent = nodesOf(root).find(({ children }) => children.includes(node));
  if (kind === 'remove') parent?.children.splice(parent.children.indexOf(node), 1);
  else if (kind === 'repeat') parent?.children.push(treeOf(node));
  else if (kind === 'empty') Object.assign(node, { text: '', children: [] });
  else if (kind === 'value') node.text = value;
  else if (kind === 'rename') node.name = other % 2 === 0 ? second.name : `${node.name}s`;
  else if (kind === 'swap') [node.text, second.text] = [second.text, node.text];
  else if (kind === 'attribute') for (const pair of node.attributes.slice(0, 1)) pair[1] = value;
  else if (kind === 'no attribute') node.attributes.splice(other % (node.attributes.length + 1), 1);
  else if (kind === 'new attribute') node.attributes.push([other % 2 === 0 ? 'EventUID' : 'Unheard', value]);
  else if (kind === 'child') node.children.push(treeOf(second));
  else node.text += value;
}

/** What can be done to the text of a document. */
const textBreak = fc.tuple(
  fc.constantFrom('cut', 'drop', 'insert', 'double'),
  fc.nat(),
  fc.constantFrom('<', '&', '>', '"', '</Event>', '<!DOCTYPE a>', '￿', '\u0001', ']]>'),
);
type TextBreak = typeof textBreak extends fc.Arbitrary<infer T> ? T : never;

function breakText(text: string, [kind, at, piece]: TextBreak): string {
  const place = at % text.length;
  if (kind === 'cut') return text.slice(0, place);
  if (kind === 'drop') return text.slice(0, place) + text.slice(place + 1);
  if (kind === 'insert') return text.slice(0, place) + piece + text.slice(place);
  return text + text;
}

/** Judges an answer. An error is clear, is one of the registry, tells nothing of what was sent, and left every row as it was. */
async function judge(answer: Answer | undefined, before: Readonly<Record<string, string>>, { environment, desk }: Practice): Promise<boolean> {
  expect(answer, 'a reply').toBeDefined();
  if (answer?.error === undefined) return false;
  expect(Object.keys(errorRegistry)).toContain(answer.error);
  expect(['Unexpected', 'NotRecorded']).not.toContain(answer.error);
  expect(answer.permanent).toBe(String(errorRegistry[answer.error as keyof typeof errorRegistry].permanent));
  expect(answer.message?.trim()).toMatch(/^\S.{10,}[.?)]$/s);
  for (const secret of [mark, apiKey, nhsNumber, '07700']) expect(answer.message).not.toContain(secret);
  expect(await digestOfTables(environment.store)).toEqual(before);
  expect(desk.written.size).toBe(0);
  return true;
}

/** Puts everything back as it was before a request that succeeded: what it made is the business of other tests. */
async function anew(last: Practice | undefined): Promise<Practice> {
  await last?.environment.server.close();
  return practice();
}

describe('bad input', { timeout: 60_000 }, () => {
  it('the requests that are broken below would succeed, and are of every function that writes', async () => {
    const { requests } = await practice();
    const names = new Set(requests.map(([name]) => name));
    for (const { name, writes } of functions) if (writes) expect(names, name).toContain(name);
    for (const index of requests.keys()) {
      const { desk, requests: fresh } = await practice();
      const [name, parameters] = fresh[index] ?? ['', ''];
      expect((await desk.ask(name, parameters))?.message, name).toBeUndefined();
    }
  });

  it.each([
    ['its elements and values', fc.array(treeBreak, { minLength: 1, maxLength: 2 }), fc.constant(undefined)],
    ['its text', fc.constant([] as TreeBreak[]), textBreak],
  ] as const)(
    'B3.7: a request that is broken in %s is answered with a clear error, and every row of every table is what it was',
    async (_name, trees, texts) => {
      let current = await anew(undefined);
      let [refused, succeeded] = [0, 0];
      await fc.assert(
        fc.asyncProperty(fc.nat(), trees, texts, async (which, treeBreaks, text) => {
          const { desk, environment, requests } = current;
          const [name, parameters] = requests[which % requests.length] ?? ['', ''];
          const tree = treeOf(parseDocument(requestOf(name, parameters, { deviceId: await desk.approved() })));
          for (const one of treeBreaks) breakTree(tree, one);
          const document = text === undefined ? textOf(tree) : breakText(textOf(tree), text);
          const before = await digestOfTables(environment.store);
          const answer = await desk.send(document);
          if (await judge(answer, before, current)) {
            refused += 1;
            return;
          }
          // What was broken did not matter, and the request did what it says.
          succeeded += 1;
          current = await anew(current);
        }),
        { numRuns: 100 },
      );
      expect(refused).toBeGreaterThan(succeeded);
      expect(current.environment.logged()).not.toContain(mark);
    },
  );

  it.each([
    ['ValueUnknown', '</Event>', '<LinkedProblemUID>0123456789abcdef</LinkedProblemUID></Event>'],
    ['ValueInvalid', '</Event>', '<ClinicalCode><Code Scheme="Snomed" Code="22298007"/></ClinicalCode></Event>'],
    ['ValueInvalid', '</Event>', '<Medication><Drug Scheme="Dmd" ProductID="1"/></Medication></Event>'],
    ['PathRefused', '</Event>', '<Attachment><DocumentPath>/files/none</DocumentPath></Attachment></Event>'],
    ['ValueInvalid', '</NonClinical>', '<Task><TaskType>Misc</TaskType><Due>0001-01-01T00:00:00</Due><Content>x</Content></Task></NonClinical>'],
    ['ValueUnknown', '</NonClinical>', '<Task><TaskUID>0123456789abcdef</TaskUID><Status>Complete</Status></Task></NonClinical>'],
    ['ValueUnknown', '</NonClinical>', '<Visit><VisitUID>0123456789abcdef</VisitUID><Status>Finished</Status></Visit></NonClinical>'],
    ['SlotUnavailable', '</NonClinical>', `${booking(0)}</NonClinical>`],
    ['SlotUnavailable', '</NonClinical>', `${booking(2)}</NonClinical>`],
    ['SlotUnavailable', '</NonClinical>', `${booking(3).replace('<Duration>10', '<Duration>20')}</NonClinical>`],
    ['IdentifierRefused', '</Identity>', '<StrategicReportingIdentifier>1</StrategicReportingIdentifier></Identity>'],
    ['PatientUnknown', nhsNumber, '9990000034'],
  ])('B3.7: %s for one thing at the end of a long request, and nothing of the others is done', async (code, at, instead) => {
    const current = await practice();
    const before = await digestOfTables(current.environment.store);
    for (const [name, parameters] of current.requests.slice(0, 2)) {
      const answer = await current.desk.ask(name, parameters.replace(at, instead));
      expect(answer?.error).toBe(code);
      expect(await judge(answer, before, current)).toBe(true);
    }
  });

  it('B4.7: with nobody signed in, or without the right, a good request is refused just so', async () => {
    const current = await practice();
    const here = { organisationId, workstationId: 'desk-1' };
    for (const user of ['iris', undefined]) {
      if (user === undefined) await current.desk.server.perform('session.signOut', {}, operator);
      else await current.environment.store.write(() => signIn(here, user, 'For a test.', current.environment.clock.now()));
      const before = await digestOfTables(current.environment.store);
      for (const [name, parameters] of current.requests) {
        if (name === 'ExitClient' && user !== undefined) continue;
        expect(await judge(await current.desk.ask(name, parameters), before, current), `${name} for ${user}`).toBe(true);
      }
    }
  });
});
