import { date, decimal, element, one, oneOf, optional, type TypeOf, text } from '../../shape/index.js';
import { code } from '../code.js';
import { uid } from '../identifiers.js';

export const episodicity = oneOf('Episodicity', 'Whether a finding is new.', ['New', 'Ongoing']);
/** The digits are the wire values; what they mean is not published, so they have no meaning here. */
export const comparator = oneOf('Comparator', 'Stands before a value. Kept and returned as sent.', ['4', '3', '6', '5', '7', '8']);
export const problemSeverity = oneOf('ProblemSeverity', 'How much a problem weighs.', ['Major', 'Minor']);

/** A coded finding; with a value a numeric, with a severity a problem (WIRE-FORMAT §5.8). */
export const clinicalCode = element('ClinicalCode', 'A coded finding; with Value a numeric, with ProblemSeverity a problem.', {
  Code: one(code, 'The code.'),
  Episodicity: optional(episodicity, 'Whether it is new.'),
  Value: optional(decimal, 'The value of a numeric.'),
  Units: optional(text, 'The unit of the value.'),
  Comparator: optional(comparator, 'Stands before the value.'),
  ProblemUID: optional(uid, 'The identifier of the problem.', { only: 'reply' }),
  ProblemSeverity: optional(problemSeverity, 'How much the problem weighs; makes the code a problem.'),
  ProblemEndDate: optional(date, 'The day on which the problem ended.'),
  FreeText: optional(text, 'Words beside the code.'),
  LinkedProblemUID: optional(uid, 'The problem that it belongs to.'),
});

export type ClinicalCode = TypeOf<typeof clinicalCode>;
