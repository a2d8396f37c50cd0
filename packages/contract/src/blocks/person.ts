import { element, optional, type TypeOf, text } from '../shape/index.js';

/** A person's name, in its parts. */
export const personName = element('PersonName', "A person's name.", {
  Title: optional(text, 'The title.'),
  FirstName: optional(text, 'The first name.'),
  MiddleNames: optional(text, 'Further first names.'),
  Surname: optional(text, 'The surname.'),
});

export type PersonName = TypeOf<typeof personName>;
