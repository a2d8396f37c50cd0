// Values that must be in the organisation's metadata (B7.19, B7.20).
import { type OrganisationListName, type OrganisationLists, Refusal } from '@s1kit/contract';

const elements = { userNames: 'UserName', siteNames: 'SiteName', clinicTypes: 'ClinicType', slotTypes: 'SlotType' } as const satisfies Partial<
  Record<OrganisationListName, string>
>;

/**
 * Sees that each value that is given is in its list.
 * @throws {Refusal} ValueUnknown
 */
export function requireListed(lists: OrganisationLists, values: { readonly [L in keyof typeof elements]?: string | undefined }): void {
  for (const [list, element] of Object.entries(elements)) {
    // The table's keys are its names.
    const name = list as keyof typeof elements;
    const value = values[name];
    if (value === undefined || lists[name].includes(value)) continue;
    const path = `/ClientIntegrationRequest/FunctionParameters/${element}`;
    throw new Refusal('ValueUnknown', `The organisation has no such ${element}. GetOrganisationMetaData lists those that it has.`, path);
  }
}
