// Addresses as on an envelope.
import type { Address } from '@s1kit/contract';

/** @example addressLines({ HouseNumber: '2', Road: 'Mill Lane', Town: 'Leeds' }) // ['2 Mill Lane', 'Leeds'] */
export function addressLines({ HouseName, HouseNumber, Road, Locality, Town, County, Postcode }: Address): readonly string[] {
  const street = [HouseNumber, Road].filter(Boolean).join(' ');
  return [HouseName, street, Locality, Town, County, Postcode].filter((line): line is string => line !== undefined && line !== '');
}
