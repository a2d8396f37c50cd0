// The fictitious organisation: its sites, staff, teams, lists and clinics. The same for every seed, but for the passwords.
import type { Address, OrganisationListName } from '@s1kit/contract';
import { doneByOf, type Role } from '../directory/index.js';
import type { ClinicPattern, PatternSession } from '../schedule/pattern.js';
import { county, postcodeArea, town } from './places.js';
import { randomOf } from './random.js';

export interface FictitiousSite {
  readonly siteId: string;
  readonly name: string;
  readonly telephone: string;
  readonly address: Address;
  readonly isPrimary: boolean;
}

/** What someone does in the practice: it decides what they are the author of. */
export type Work = 'gp' | 'nurse' | 'assistant' | 'pharmacist' | 'physiotherapist' | 'reception' | 'office' | 'governance';

export interface FictitiousStaff {
  readonly userName: string;
  readonly title: string;
  readonly firstName: string;
  readonly middleNames: string;
  readonly surname: string;
  readonly gender: 'M' | 'F';
  readonly role: Role;
  readonly work: Work;
  readonly jobTitle: string;
  readonly roleCode: string;
  readonly groups: readonly string[];
  readonly siteId: string;
  readonly siteName: string;
  /** As events name them: `SURNAME, Forename (Role) `. */
  readonly doneBy: string;
}

export interface FictitiousClinic {
  readonly userName: string;
  readonly siteName: string;
  readonly clinicType: string;
  readonly work: Work;
  readonly pattern: ClinicPattern;
}

export const organisationName = 'Marlowick Medical Practice (fictitious)';

/** Another practice, where patients were before. */
export const formerPractice = 'Larkfield Medical Group';

const address = (number: string, road: string, postcode: string): Address => ({
  HouseNumber: number,
  Road: road,
  Town: town,
  County: county,
  Postcode: postcode,
});

export const sites: readonly FictitiousSite[] = [
  {
    siteId: 'MAR',
    name: 'Marlowick Health Centre',
    telephone: '01632 960001',
    address: address('1', 'Quillfeather Road', `${postcodeArea}1 1AA`),
    isPrimary: true,
  },
  {
    siteId: 'THO',
    name: 'Thornelea Surgery',
    telephone: '01632 960002',
    address: address('48', 'Willowstane Lane', `${postcodeArea}4 2BD`),
    isPrimary: false,
  },
  {
    siteId: 'KES',
    name: 'Kestle Green Branch',
    telephone: '01632 960003',
    address: address('7', 'Gorsewick Street', `${postcodeArea}6 5HJ`),
    isPrimary: false,
  },
];

const jobs: Readonly<Record<Work, { readonly role: Role; readonly title: string; readonly code: string; readonly groups: readonly string[] }>> = {
  gp: { role: 'clinician', title: 'General Medical Practitioner', code: 'GP', groups: ['Doctors', 'Medical', 'REPEAT PRESCRIBERS'] },
  nurse: { role: 'clinician', title: 'Practice Nurse', code: 'PN', groups: ['Medical'] },
  assistant: { role: 'clinician', title: 'Health Care Assistant', code: 'HCA', groups: ['Medical'] },
  pharmacist: { role: 'clinician', title: 'Clinical Pharmacist', code: 'PH', groups: ['Medical', 'REPEAT PRESCRIBERS'] },
  physiotherapist: { role: 'clinician', title: 'Physiotherapist', code: 'PT', groups: ['Medical'] },
  reception: { role: 'receptionist', title: 'Receptionist', code: 'RC', groups: ['Reception', 'Appointment Admin'] },
  office: { role: 'administrator', title: 'Practice Administrator', code: 'AD', groups: ['Administration'] },
  governance: { role: 'informationGovernanceLead', title: 'Information Governance Lead', code: 'IG', groups: ['Administration'] },
};

const people: readonly (readonly [
  userName: string,
  title: string,
  first: string,
  middle: string,
  surname: string,
  gender: 'M' | 'F',
  work: Work,
  siteId: string,
])[] = [
  ['ashah', 'Dr', 'Anita', 'Meera', 'Shah', 'F', 'gp', 'MAR'],
  ['tpellow', 'Dr', 'Thomas', '', 'Pellow', 'M', 'gp', 'MAR'],
  ['gokafor', 'Dr', 'Grace', 'Amara', 'Okafor', 'F', 'gp', 'MAR'],
  ['rthorneycroft', 'Dr', 'Rupert', 'James', 'Thorneycroft', 'M', 'gp', 'THO'],
  ['sobrien', 'Dr', 'Sinead', '', "O'Brien", 'F', 'gp', 'THO'],
  ['lwong', 'Dr', 'Lin', '', 'Wong', 'F', 'gp', 'KES'],
  ['mkowalski', 'Dr', 'Marcin', '', 'Kowalski', 'M', 'gp', 'KES'],
  ['jhathersage', 'Mrs', 'Judith', 'Anne', 'Hathersage', 'F', 'nurse', 'MAR'],
  ['dgrant', 'Mr', 'Delroy', '', 'Grant', 'M', 'nurse', 'THO'],
  ['kbirtwhistle', 'Ms', 'Kirsty', 'Louise', 'Birtwhistle', 'F', 'nurse', 'KES'],
  ['zali', 'Miss', 'Zara', '', 'Ali', 'F', 'assistant', 'MAR'],
  ['hwinterbourne', 'Mr', 'Hugh', '', 'Winterbourne', 'M', 'pharmacist', 'MAR'],
  ['eferreira', 'Ms', 'Elena', '', 'Ferreira', 'F', 'physiotherapist', 'THO'],
  ['psilverwood', 'Mrs', 'Pauline', '', 'Silverwood', 'F', 'reception', 'MAR'],
  ['bmistry', 'Mr', 'Bhavesh', '', 'Mistry', 'M', 'reception', 'MAR'],
  ['clarkin', 'Miss', 'Chloe', 'May', 'Larkin', 'F', 'reception', 'THO'],
  ['wfarah', 'Mr', 'Warsame', '', 'Farah', 'M', 'reception', 'KES'],
  ['noakeshott', 'Ms', 'Nora', '', 'Oakeshott', 'F', 'office', 'MAR'],
  ['dentwistle', 'Mr', 'David', 'Alan', 'Entwistle', 'M', 'office', 'MAR'],
  ['itrevanion', 'Mx', 'Isolde', '', 'Trevanion', 'F', 'governance', 'MAR'],
];

const siteNames = new Map(sites.map((site) => [site.siteId, site.name]));

export const staff: readonly FictitiousStaff[] = people.map(([userName, title, firstName, middleNames, surname, gender, work, siteId]) => {
  const job = jobs[work];
  return {
    userName,
    title,
    firstName,
    middleNames,
    surname,
    gender,
    work,
    role: job.role,
    jobTitle: job.title,
    roleCode: job.code,
    groups: job.groups,
    siteId,
    siteName: siteNames.get(siteId) ?? '',
    doneBy: doneByOf({ surname, firstName, jobTitle: job.title }),
  };
});

const passwordWords = [
  'amber',
  'basil',
  'cedar',
  'delta',
  'ember',
  'fern',
  'garnet',
  'harbour',
  'indigo',
  'jasper',
  'kelp',
  'lantern',
  'meadow',
  'nectar',
  'opal',
  'pebble',
];

/** The Demo password of a member of staff: from the seed, no secret. */
export function demoPasswordOf(seed: number, userName: string): string {
  const random = randomOf(seed, 'password', userName);
  return `${random.pick(passwordWords)}-${random.pick(passwordWords)}-${random.between(10, 99)}`;
}

export const teams: readonly { readonly name: string; readonly userNames: readonly string[] }[] = [
  { name: 'Doctors', userNames: staff.filter((member) => member.work === 'gp').map((member) => member.userName) },
  { name: 'Nursing', userNames: staff.filter((member) => member.work === 'nurse' || member.work === 'assistant').map((member) => member.userName) },
  { name: 'Long-term conditions', userNames: ['ashah', 'jhathersage', 'dgrant', 'hwinterbourne'] },
  { name: 'Front desk', userNames: staff.filter((member) => member.work === 'reception').map((member) => member.userName) },
];

const slotTypes = ['Routine', 'Book on the day', 'Telephone', 'Urgent', 'Nurse', 'Blood test', 'Review', 'Physiotherapy'];
const clinicTypes = [
  'GP Surgery',
  'Duty Doctor',
  'Nurse Clinic',
  'Phlebotomy',
  'Long-term Conditions',
  'Medication Review',
  'Physiotherapy Clinic',
  'Extended Access',
];

/** The lists that organisations configure (WIRE-FORMAT 5.8.1, representative values). User and site names come from staff and sites. */
export const lists: Readonly<Partial<Record<OrganisationListName, readonly string[]>>> = {
  clinicTypes,
  slotTypes,
  letterTypes: [
    'Clinic Letter',
    'Discharge Letter',
    'Discharge summary',
    'General Letter',
    'Hospital Letter',
    'Insurance Report',
    'Letter from Patient',
    'Out of Hours',
    'Referral',
    'Request Form',
    'Specialist Letter',
    'X-ray Results',
    'Miscellaneous',
    'A&E',
  ],
  recallTypes: [
    'Asthma',
    'BP Check',
    'Cancer',
    'Cholesterol Check',
    'Contraception',
    'COPD',
    'Diabetes',
    'Epilepsy',
    'Health Check',
    'Hypertension',
    'Medication Check',
    'Review',
    'Tetanus',
    'Other',
  ],
  relationshipTypes: [
    'Aunt',
    'Brother',
    'Carer',
    'Daughter',
    'Father',
    'Friend',
    'GP',
    'Guardian',
    'Main Carer',
    'Mother',
    'Neighbour',
    'Other',
    'Sister',
    'Social Worker',
    'Son',
    'Spouse/Partner',
    'Unknown',
  ],
  taskTypes: ['Misc', 'Call Patient', 'Appointment'],
  groupNames: ['Administration', 'Appointment Admin', 'Archive', 'Doctors', 'Medical', 'Palliative User Group', 'Reception', 'REPEAT PRESCRIBERS'],
};

const run = (count: number, type: string, minutes: number) => Array.from({ length: count }, () => ({ type, minutes }));
const weekdays = [1, 2, 3, 4, 5];

function sessions(days: readonly number[], start: string, slots: PatternSession['slots'], everyWeeks?: number): PatternSession[] {
  return days.map((weekday) => ({ weekday, start, slots, ...(everyWeeks === undefined ? {} : { everyWeeks }) }));
}

const gpMorning = [...run(6, 'Routine', 10), ...run(3, 'Telephone', 5), ...run(5, 'Routine', 10), ...run(3, 'Book on the day', 10)];
const gpAfternoon = [...run(8, 'Routine', 10), ...run(4, 'Book on the day', 10), ...run(2, 'Telephone', 5)];

function clinicsOf(member: FictitiousStaff, index: number): FictitiousClinic[] {
  const clinic = (clinicType: string, ...groups: readonly (readonly PatternSession[])[]): FictitiousClinic => ({
    userName: member.userName,
    siteName: member.siteName,
    clinicType,
    work: member.work,
    pattern: { sessions: groups.flat() },
  });
  // One day a week each doctor is not there.
  const dayOff = (index % 5) + 1;
  const present = weekdays.filter((weekday) => weekday !== dayOff);
  switch (member.work) {
    case 'gp':
      return [clinic('GP Surgery', sessions(present, '08:30', gpMorning), sessions(present, '14:30', gpAfternoon))];
    case 'nurse':
      return [
        clinic('Nurse Clinic', sessions(weekdays, '08:40', run(10, 'Nurse', 15))),
        clinic('Long-term Conditions', sessions([2, 4], '14:00', run(6, 'Review', 30))),
      ];
    case 'assistant':
      return [clinic('Phlebotomy', sessions(weekdays, '08:00', run(18, 'Blood test', 10)))];
    case 'pharmacist':
      return [clinic('Medication Review', sessions([1, 3, 5], '09:30', run(10, 'Review', 20)))];
    case 'physiotherapist':
      return [clinic('Physiotherapy Clinic', sessions([2, 4], '09:00', run(8, 'Physiotherapy', 30)))];
    default:
      return [];
  }
}

const duty: FictitiousClinic = {
  userName: 'tpellow',
  siteName: 'Marlowick Health Centre',
  clinicType: 'Duty Doctor',
  work: 'gp',
  pattern: { sessions: sessions(weekdays, '11:30', run(12, 'Urgent', 10)) },
};

/** Held on every day of the week, so that there is something on the anchor date whichever it is. */
const extended: FictitiousClinic = {
  userName: 'ashah',
  siteName: 'Marlowick Health Centre',
  clinicType: 'Extended Access',
  work: 'gp',
  pattern: { sessions: [...sessions(weekdays, '18:30', run(8, 'Routine', 10)), ...sessions([6, 7], '09:00', run(18, 'Urgent', 10))] },
};

/** Held every other week, at another site than the nurse's own. */
const outreach: FictitiousClinic = {
  userName: 'jhathersage',
  siteName: 'Kestle Green Branch',
  clinicType: 'Nurse Clinic',
  work: 'nurse',
  pattern: { sessions: sessions([3], '14:00', run(8, 'Nurse', 15), 2) },
};

/** Every clinic, each with its user. The place in this list, from 1, is its identifier. */
export const clinics: readonly FictitiousClinic[] = [...staff.flatMap(clinicsOf), duty, extended, outreach];
