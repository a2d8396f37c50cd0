// How people are in contact with the practice.
import { weightsOf } from './random.js';
import type { Method } from './record.js';

/** How the recording of a contact may begin: the kind of contact, its term if one is coded, its weight. */
export const contacts: readonly (readonly [method: Method, term: string | undefined, weight: number])[] = [
  ['Face to face', undefined, 46],
  ['Face to face', "Seen in GP's surgery", 6],
  ['Face to face', 'Seen by general practitioner', 3],
  ['Telephone', 'Telephone encounter', 14],
  ['Telephone', 'Telephone consultation', 12],
  ['Telephone', 'Telephone triage encounter', 4],
  ['Text', 'eConsultation via online application (procedure)', 4],
  ['Telephone', 'Third party encounter', 1],
  ['Face to face', 'Consultation via video conference', 1],
];
export const contactWeights = weightsOf(contacts.map(([, , weight]) => weight));
