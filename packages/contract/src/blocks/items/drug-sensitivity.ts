import { element, oneOf, optional, type TypeOf, text } from '../../shape/index.js';
import { drug } from '../code.js';
import { uid } from '../identifiers.js';

export const sensitivityType = oneOf('SensitivityType', 'What the patient is sensitive to.', ['Drug', 'Ingredient']);

/** An allergy or intolerance. */
export const drugSensitivity = element('DrugSensitivity', 'An allergy or intolerance.', {
  Type: optional(sensitivityType, 'To a product or to an ingredient.'),
  Drug: optional(drug, 'The product.'),
  FreeText: optional(text, 'Words: what, and how the patient reacted.'),
  LinkedProblemUID: optional(uid, 'The problem that it belongs to.'),
});

export type DrugSensitivity = TypeOf<typeof drugSensitivity>;
