import { element, optional, type TypeOf, text } from '../shape/index.js';

/** A postal address; parts that are not used are left out (WIRE-FORMAT §5.7). */
export const address = element('Address', 'A postal address. Parts that are not used are left out.', {
  HouseName: optional(text, 'The name of the house.'),
  HouseNumber: optional(text, 'The number in the road.'),
  Road: optional(text, 'The road.'),
  Locality: optional(text, 'The part of the town, or the village.'),
  Town: optional(text, 'The post town.'),
  County: optional(text, 'The county.'),
  Postcode: optional(text, 'The postcode, with its space.', { aliases: ['PostCode'] }),
});

export type Address = TypeOf<typeof address>;
