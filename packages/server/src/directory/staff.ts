// A member of staff, as the directory has them.
import type { Right } from '@s1kit/contract';

export const roles = ['clinician', 'receptionist', 'administrator', 'informationGovernanceLead'] as const;

export type Role = (typeof roles)[number];

export interface StaffMember {
  readonly userName: string;
  readonly title: string;
  readonly firstName: string;
  readonly middleNames: string;
  readonly surname: string;
  readonly gender: string;
  readonly role: Role;
  /** As shown: `General Medical Practitioner`. */
  readonly jobTitle: string;
  readonly rights: ReadonlySet<Right>;
  readonly siteId: string;
}

/** As people are called: `Dr Anita Shah`. */
export function staffName({ title, firstName, surname }: Pick<StaffMember, 'title' | 'firstName' | 'surname'>): string {
  return [title, firstName, surname].filter((part) => part !== '').join(' ');
}

/** As replies name who did something (WIRE-FORMAT §6): a space stands at the end. */
export function doneByOf({ surname, firstName, jobTitle }: Pick<StaffMember, 'surname' | 'firstName' | 'jobTitle'>): string {
  return `${surname.toUpperCase()}, ${firstName} (${jobTitle}) `;
}

/** A member of staff with what only the metadata shows. */
export interface StaffEntry extends StaffMember {
  readonly roleCode: string;
  readonly nationalId: string;
  readonly nationalIdType: string;
  /** The user's groups, with a comma and a space between. */
  readonly userGroups: string;
}
