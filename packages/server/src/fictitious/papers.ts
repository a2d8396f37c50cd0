// Letters, files and messages: what comes in and goes out on paper and by text message.
import type { ClinicalItem, Letter } from '@s1kit/contract';
import type { Day } from './calendar.js';
import type { DocumentKind } from './documents/index.js';
import { authorFrom, authorOn, codeOf, type Life, openDay, staffDoing, timeOfDay } from './life.js';
import { county, postcodeArea, town } from './places.js';
import { organisationName } from './practice.js';
import { weightsOf } from './random.js';
import type { DraftDocument } from './record.js';

const letters: readonly {
  readonly kind: DocumentKind;
  readonly type: string;
  readonly direction: 'Incoming' | 'Outgoing';
  readonly from: string;
  readonly name: string;
  readonly weight: number;
}[] = [
  { kind: 'clinicLetter', type: 'Clinic Letter', direction: 'Incoming', from: 'Marlowick General Hospital', name: 'clinic-letter', weight: 30 },
  { kind: 'dischargeSummary', type: 'Discharge summary', direction: 'Incoming', from: 'Marlowick General Hospital', name: 'discharge-summary', weight: 10 },
  { kind: 'emergencyLetter', type: 'A&E', direction: 'Incoming', from: 'Marlowick General Hospital', name: 'emergency-department', weight: 12 },
  { kind: 'outOfHours', type: 'Out of Hours', direction: 'Incoming', from: 'Averlshire Out of Hours', name: 'out-of-hours', weight: 8 },
  { kind: 'specialistLetter', type: 'Specialist Letter', direction: 'Incoming', from: 'Thornelea Specialist Centre', name: 'specialist', weight: 10 },
  { kind: 'imagingReport', type: 'X-ray Results', direction: 'Incoming', from: 'Marlowick General Hospital', name: 'x-ray', weight: 6 },
  { kind: 'referral', type: 'Referral', direction: 'Outgoing', from: organisationName, name: 'referral', weight: 9 },
  { kind: 'insuranceReport', type: 'Insurance Report', direction: 'Outgoing', from: organisationName, name: 'insurance-report', weight: 2 },
];
const letterWeights = weightsOf(letters.map(({ weight }) => weight));

/** Writes letters through the years, more for those who are ill. */
export function writeLetters(life: Life): void {
  const { random, conditions, demand, person } = life;
  const perYear = (0.25 + conditions.length * 0.22) * demand;
  for (let day = life.start; ; ) {
    day += Math.max(5, Math.round((365 / perYear) * 2 * random.next()));
    if (day >= life.end) return;
    writeLetter(life, openDay(life, day), (day - person.birthDay) / 365.2425);
  }
}

function writeLetter(life: Life, day: Day, age: number): void {
  const { random, record, text, documents } = life;
  const letter = letters[random.weighted(letterWeights)];
  if (letter === undefined || (letter.kind === 'insuranceReport' && age < 18)) return;
  const content = documents.get(letter.kind);
  const dated = text(day - random.between(0, 9));
  const fileName = `${letter.name}-${dated}.${content?.extension ?? 'pdf'}`;
  const { uid, document } = record.document(letter.kind, fileName);
  const office = random.pick(staffDoing('office'));
  const away = { HouseName: letter.from, Town: town, County: county, Postcode: `${postcodeArea}8 8ZZ` };
  const value: Letter = {
    ...(letter.direction === 'Incoming'
      ? { SenderOrganisation: letter.from, SenderAddress: away, RecipientOrganisation: organisationName }
      : { SenderOrganisation: organisationName, RecipientOrganisation: 'Marlowick General Hospital', RecipientAddress: away }),
    FileName: fileName,
    FileSize: content?.fileSize ?? '',
    DocumentUID: uid,
    Type: letter.type,
    Direction: letter.direction,
    DateSentReceived: dated,
  };
  const { author, enteredOn } = day >= life.registered ? { author: authorFrom(office), enteredOn: undefined } : authorOn(life, day, 'office');
  const coded: ClinicalItem[] = letter.kind === 'specialistLetter' ? [{ kind: 'ClinicalCode', value: { Code: codeOf(life, 'Letter from specialist') } }] : [];
  record.add({ day, second: timeOfDay(random), author, enteredOn, documents: [document], items: [{ kind: 'Letter', value }, ...coded] });
}

const attachments: readonly { readonly kind: DocumentKind; readonly name: string; readonly comments: string }[] = [
  { kind: 'patientNote', name: 'note-from-patient', comments: 'Handed in at the front desk' },
  { kind: 'homeReadings', name: 'home-blood-pressure', comments: 'Readings taken at home' },
  { kind: 'scannedForm', name: 'registration-form', comments: 'Scanned form, several pages' },
  { kind: 'insuranceReport', name: 'consent', comments: 'Signed consent' },
];

/** Writes an attachment for some, of each kind of file now and then. */
export function writeAttachments(life: Life): void {
  const { random, record, registered } = life;
  const wanted = attachments.filter(({ kind }) => random.chance(kind === 'scannedForm' ? 0.35 : 0.09));
  for (const { kind, name, comments } of wanted) {
    const day = openDay(life, kind === 'scannedForm' ? registered + 1 : Math.max(registered, life.end - random.between(5, 900)));
    if (day < life.person.birthDay || day >= life.end) continue;
    const { items, document } = attachmentOf(life, kind, name, comments);
    record.add({ day, second: timeOfDay(random), author: authorFrom(random.pick(staffDoing('office'))), documents: [document], items });
  }
}

/** An attachment as a record holds it, and its document. */
export function attachmentOf(
  life: Pick<Life, 'record' | 'documents'>,
  kind: DocumentKind,
  name: string,
  comments: string,
): { readonly items: readonly ClinicalItem[]; readonly document: DraftDocument } {
  const content = life.documents.get(kind);
  const fileName = `${name}.${content?.extension ?? 'pdf'}`;
  const { uid, document } = life.record.document(kind, fileName);
  return { document, items: [{ kind: 'Attachment', value: { FileName: fileName, FileSize: content?.fileSize ?? '', DocumentUID: uid, Comments: comments } }] };
}

const messages = [
  'Your results are back and are as expected.',
  'Please book your annual review.',
  'Your prescription is ready.',
  'Your appointment is confirmed.',
  'Please call us about your blood test.',
];

/** Writes text messages, reminders on the record, letters of recall. */
export function writeMessages(life: Life): void {
  const { random, record, text, conditions } = life;
  for (let day = Math.max(life.start, life.registered, life.end - 3000); ; ) {
    day += random.between(60, 1000);
    if (day >= life.end) break;
    const { author } = authorOn(life, openDay(life, day), 'reception');
    record.add({
      day: openDay(life, day),
      second: timeOfDay(random),
      author,
      method: 'Text',
      items: [
        { kind: 'ClinicalCode', value: { Code: codeOf(life, 'Short message service text message sent to patient') } },
        { kind: 'Narrative', value: { Line: [random.pick(messages)] } },
      ],
    });
  }
  const reminded = openDay(life, Math.max(life.registered, life.end - random.between(10, 700)));
  if (random.chance(0.18) && reminded < life.end) {
    const words = [
      'Prefers afternoon appointments',
      'Hard of hearing: speak clearly',
      'Ask about smoking',
      'Has key safe: ask for the number',
      'Blood form waiting at the desk',
      'Needs longer appointments',
    ];
    record.add({
      day: reminded,
      second: timeOfDay(random),
      author: authorFrom(life.usualGp),
      items: [
        {
          kind: 'Reminder',
          value: {
            FreeText: random.pick(words),
            Severity: random.pick(['Low', 'Normal', 'High'] as const),
            ExpiryDate: text(life.anchor + random.between(-20, 400)),
          },
        },
      ],
    });
  }
  const called = conditions.find(({ data }) => letterOf[data.name] !== undefined);
  if (called !== undefined && random.chance(0.5)) {
    const day = openDay(life, Math.max(life.registered, called.onset + 60, life.end - random.between(20, 400)));
    if (day >= life.start && day < life.end) {
      record.add({
        day,
        second: timeOfDay(random),
        author: authorFrom(random.pick(staffDoing('office'))),
        items: [{ kind: 'ClinicalCode', value: { Code: codeOf(life, letterOf[called.data.name] ?? '') } }],
      });
    }
  }
}

const letterOf: Readonly<Record<string, string>> = {
  asthma: 'Asthma monitoring call first letter',
  diabetes: 'Diabetes monitoring first letter',
  hypertension: 'Hypertension monitoring first letter',
};
