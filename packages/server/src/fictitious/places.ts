// Where fictitious people live: a town that does not exist, postcodes that cannot exist, telephone numbers that are never given out.
import type { Address } from '@s1kit/contract';
import type { Random } from './random.js';

/** No postcode of the United Kingdom begins with Q. */
export const postcodeArea = 'QV';

export const town = 'Marlowick';
export const county = 'Averlshire';

const roads = [
  'Quillfeather',
  'Larkspindle',
  'Thistledown',
  'Saltmarrow',
  'Hollowmere',
  'Brindlecote',
  'Foxtallow',
  'Pennywhistle',
  'Ambergate',
  'Copperlea',
  'Duskwater',
  'Emberfield',
  'Fennelbrook',
  'Gorsewick',
  'Hazelmount',
  'Inglestow',
  'Juniperholt',
  'Kestrelham',
  'Lanternby',
  'Mossgarth',
  'Nettlebourne',
  'Orchardsedge',
  'Plumtrow',
  'Rooksbarrow',
  'Sablecroft',
  'Tansyhurst',
  'Umberley',
  'Velvetmoor',
  'Willowstane',
  'Yarrowgate',
];
const kindsOfRoad = ['Road', 'Street', 'Lane', 'Avenue', 'Close', 'Drive', 'Way', 'Gardens', 'Crescent'];
const localities = ['Upper Sallow', 'Kestle Green', 'Thornelea', 'Harrow Nook', 'Bittern End', 'Old Quarrelow'];
const houseNames = ['Rose Cottage', 'The Old Forge', 'Kingfisher House', 'Orchard View', 'The Granary', 'Swallow Barn', 'Ivy Lodge', 'Mill House'];
// The second half of a postcode never has C, I, K, M, O or V.
const inward = 'ABDEFGHJLNPQRSTUWXYZ';

/** An address in Marlowick. */
export function inventAddress(random: Random): Address {
  const named = random.chance(0.04);
  const letter = (): string => inward[random.below(inward.length)] ?? 'A';
  return {
    ...(named ? { HouseName: random.pick(houseNames) } : { HouseNumber: flatOrNumber(random) }),
    Road: `${random.pick(roads)} ${random.pick(kindsOfRoad)}`,
    ...(random.chance(0.35) ? { Locality: random.pick(localities) } : {}),
    Town: town,
    County: county,
    Postcode: `${postcodeArea}${random.between(1, 9)} ${random.between(1, 9)}${letter()}${letter()}`,
  };
}

function flatOrNumber(random: Random): string {
  const number = random.between(1, 140);
  if (random.chance(0.08)) return `Flat ${random.between(1, 24)}, ${number}`;
  return random.chance(0.04) ? `${number}${random.pick(['A', 'B'])}` : String(number);
}

const lastThree = (random: Random): string => String(random.below(1000)).padStart(3, '0');

/** From Ofcom's ranges for drama: no area. */
export const inventHomeTelephone = (random: Random): string => `01632 960${lastThree(random)}`;
/** From Ofcom's ranges for drama: mobile. */
export const inventMobile = (random: Random): string => `07700 900${lastThree(random)}`;
/** From Ofcom's ranges for drama: London. */
export const inventWorkTelephone = (random: Random): string => `020 7946 0${lastThree(random)}`;
