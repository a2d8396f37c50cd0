// What a user filled in at the screens, judged as a request is: by the schema of the element, with the organisation's lists.
import {
  type Demographics,
  decodeRequest,
  type ElementType,
  encodeRequest,
  launchFunctionality,
  type OrganisationLists,
  parseDocument,
  Refusal,
  type RequestOf,
  updatePatientRecord,
} from '@s1kit/contract';
import { OperationError } from '@s1kit/link';
import { Value } from '@sinclair/typebox/value';
import { type JsonShapeOptions, jsonShape } from '../imports/json-shape.js';
import type { DialogContent, DialogElement } from '../sessions/index.js';

type Launch = RequestOf<typeof launchFunctionality>;
type Filled = Readonly<Record<string, unknown>>;

/**
 * @param edited the value of the element, in the contract's spelling
 * @throws {OperationError} 400 with what is wrong and where
 */
export function editedContent(element: DialogElement, edited: Filled, lists: OrganisationLists): DialogContent {
  requireForm('content', launchFunctionality.request.fields[element].shape, edited);
  // It has the form of the element; the decoder judges the rest.
  const parameters = { Identity: {}, [element]: edited } as Launch;
  const judged = asRequest(
    () => encodeRequest(launchFunctionality, envelope, parameters),
    (document) => decodeRequest(launchFunctionality, document, { lists, strict: false }).value,
  );
  return { [element]: judged[element] };
}

/**
 * @param edited what is to change, in the contract's spelling
 * @throws {OperationError} 400 with what is wrong and where
 */
export function editedDemographics(edited: Filled, lists: OrganisationLists): Demographics {
  requireForm('changes', updatePatientRecord.request.fields.Demographics.shape, edited, { without: ['DateOfDeath'] });
  // As above.
  const parameters = { Identity: {}, Demographics: edited } as RequestOf<typeof updatePatientRecord>;
  const judged = asRequest(
    () => encodeRequest(updatePatientRecord, envelope, parameters),
    (document) => decodeRequest(updatePatientRecord, document, { lists, strict: false }).value,
  );
  return judged.Demographics ?? {};
}

const envelope = { apiKey: '0', deviceId: '', requestUid: '' };

function requireForm(what: string, shape: ElementType, edited: Filled, options: JsonShapeOptions = {}): void {
  const fault = Value.Errors(jsonShape(shape, options), edited).First();
  if (fault !== undefined) throw new OperationError(400, `${what}${fault.path.replaceAll('/', '.')} is not right: ${fault.message}.`, fault.path);
}

function asRequest<T>(encode: () => string, decode: (document: ReturnType<typeof parseDocument>) => T): T {
  let document: string;
  try {
    document = encode();
  } catch {
    throw new OperationError(400, 'Something is missing that the entry must have.');
  }
  try {
    return decode(parseDocument(document));
  } catch (failure) {
    throw failure instanceof Refusal ? new OperationError(400, failure.message, failure.path) : failure;
  }
}
