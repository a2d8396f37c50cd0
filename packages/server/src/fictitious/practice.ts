// The fictitious organisation: its sites, staff and teams. The same for every seed.
import type { Address } from '@s1kit/contract';
import { doneByOf, type Role } from '../directory/index.js';
import { county, postcodeArea, town } from './places.js';

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

export const teams: readonly { readonly name: string; readonly userNames: readonly string[] }[] = [
  { name: 'Doctors', userNames: staff.filter((member) => member.work === 'gp').map((member) => member.userName) },
  { name: 'Nursing', userNames: staff.filter((member) => member.work === 'nurse' || member.work === 'assistant').map((member) => member.userName) },
  { name: 'Long-term conditions', userNames: ['ashah', 'jhathersage', 'dgrant', 'hwinterbourne'] },
  { name: 'Front desk', userNames: staff.filter((member) => member.work === 'reception').map((member) => member.userName) },
];
