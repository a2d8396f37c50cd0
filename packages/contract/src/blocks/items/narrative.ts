import { element, optional, some, type TypeOf, text } from '../../shape/index.js';
import { uid } from '../identifiers.js';

/** Free text. */
export const narrative = element('Narrative', 'Free text.', {
  Line: some(text, 'A line of it. Leading spaces are kept.'),
  LinkedProblemUID: optional(uid, 'The problem that it belongs to.'),
});

export type Narrative = TypeOf<typeof narrative>;
