// The organisation: its sites, staff, teams and lists.
import type { Right } from '@s1kit/contract';

export type Role = 'clinician' | 'receptionist' | 'administrator' | 'informationGovernanceLead';

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
