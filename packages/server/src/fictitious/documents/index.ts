// The documents that fictitious records refer to. Many records share one: they hold no patient's data.
import { createHash } from 'node:crypto';
import { fileSizeText } from '../../documents/names.js';
import { textPdf } from './pdf.js';
import { blankPage } from './png.js';

export const documentKinds = [
  'clinicLetter',
  'dischargeSummary',
  'emergencyLetter',
  'outOfHours',
  'specialistLetter',
  'referral',
  'insuranceReport',
  'imagingReport',
  'patientNote',
  'homeReadings',
  'scannedForm',
] as const;

export type DocumentKind = (typeof documentKinds)[number];

export interface DocumentContent {
  readonly kind: DocumentKind;
  readonly mediaType: string;
  /** Of the file's name. */
  readonly extension: string;
  /** Number and unit as one text (WIRE-FORMAT §6). */
  readonly fileSize: string;
  readonly pages: readonly { readonly hash: string; readonly bytes: Uint8Array }[];
}

const letters: Readonly<Partial<Record<DocumentKind, readonly string[]>>> = {
  clinicLetter: [
    'Marlowick General Hospital (fictitious)',
    'Outpatient clinic letter',
    '',
    'Dear Colleague,',
    '',
    'Thank you for asking us to see this patient, who attended our clinic.',
    'The symptoms have been stable since the last visit. Examination was satisfactory.',
    'Plan: continue treatment, repeat blood tests in three months, review in six months.',
  ],
  dischargeSummary: [
    'Marlowick General Hospital (fictitious)',
    'Discharge summary',
    '',
    'The patient was admitted as an emergency and discharged home.',
    'Investigations: bloods and imaging as in the electronic report.',
    'Changes to medication: as in the list sent with the patient.',
    'Actions for the practice: please check kidney function in two weeks.',
  ],
  emergencyLetter: [
    'Marlowick General Hospital (fictitious)',
    'Emergency department',
    '',
    'The patient attended the emergency department.',
    'Assessed, treated, discharged. No follow-up arranged.',
  ],
  outOfHours: [
    'Averlshire Out of Hours (fictitious)',
    'Contact summary',
    '',
    'Call taken by the out-of-hours service. Advice given by telephone.',
    'The patient was asked to contact the practice if no better.',
  ],
  specialistLetter: [
    'Thornelea Specialist Centre (fictitious)',
    'Letter from the specialist',
    '',
    'Dear Colleague,',
    '',
    'I reviewed this patient today. Diagnosis as referred. No change of treatment.',
  ],
  referral: [
    'Marlowick Medical Practice (fictitious)',
    'Referral letter',
    '',
    'Dear Colleague,',
    '',
    'Please see this patient for an opinion. The summary of the record is enclosed.',
  ],
  insuranceReport: [
    'Marlowick Medical Practice (fictitious)',
    'Medical report for an insurer',
    '',
    'The report was prepared with consent and sent to the insurer.',
  ],
  imagingReport: [
    'Marlowick General Hospital (fictitious)',
    'X-ray report',
    '',
    'Clinical details: as requested.',
    'Findings: no fracture, no focal lesion. Normal for age.',
  ],
};

const notes: Readonly<Partial<Record<DocumentKind, string>>> = {
  patientNote: 'Note handed in at the front desk.\r\n\r\nPlease could someone call me about my tablets. Afternoons are best.\r\nThank you.\r\n',
  homeReadings: `Blood pressure at home, mornings and evenings\r\n${['Monday 138/84 141/86', 'Tuesday 135/82 139/85', 'Wednesday 142/88 137/83', 'Thursday 136/84 140/85', 'Friday 133/81 138/84'].join('\r\n')}\r\n`,
};

/** Makes every document's content. The same bytes on every machine. */
export function makeDocuments(): ReadonlyMap<DocumentKind, DocumentContent> {
  return new Map(documentKinds.map((kind) => [kind, contentOf(kind)]));
}

function contentOf(kind: DocumentKind): DocumentContent {
  const lines = letters[kind];
  if (lines !== undefined) return describe(kind, 'application/pdf', 'pdf', [textPdf(lines)]);
  const note = notes[kind];
  if (note !== undefined) return describe(kind, 'text/plain', 'txt', [Buffer.from(note, 'utf8')]);
  return describe(kind, 'image/png', 'png', [1, 2, 3].map(formPage));
}

function describe(kind: DocumentKind, mediaType: string, extension: string, pages: readonly Uint8Array[]): DocumentContent {
  const size = pages.reduce((total, page) => total + page.length, 0);
  return {
    kind,
    mediaType,
    extension,
    fileSize: fileSizeText(size),
    pages: pages.map((bytes) => ({ hash: createHash('sha256').update(bytes).digest('hex'), bytes })),
  };
}

/** A page of a form as if scanned: a frame, lines of writing, and as many blocks as its number. */
function formPage(page: number): Uint8Array {
  const sheet = blankPage(400, 566);
  sheet.fill(20, 20, 360, 2);
  sheet.fill(20, 544, 360, 2);
  sheet.fill(20, 20, 2, 526);
  sheet.fill(378, 20, 2, 526);
  for (let block = 0; block < page; block++) sheet.fill(340 - block * 24, 32, 16, 16);
  for (let line = 0; line < 18; line++) {
    const top = 80 + line * 25;
    for (let word = 0; word < 9; word++) {
      const width = 12 + ((line * 7 + word * 13 + page * 5) % 25);
      if ((line + word + page) % 5 > 0) sheet.fill(36 + word * 38, top, width, 5);
    }
    sheet.fill(36, top + 12, 330, 1);
  }
  return sheet.png();
}
