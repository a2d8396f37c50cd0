// What a user made of a dialog, judged as a request is: by the schema of the element, with the organisation's lists.
import {
  type DecodedRequest,
  launchFunctionality as declaration,
  decodeRequest,
  encodeRequest,
  type OrganisationLists,
  parseDocument,
  Refusal,
  type RequestOf,
} from '@s1kit/contract';
import { OperationError } from '@s1kit/link';
import { Value } from '@sinclair/typebox/value';
import { jsonShape } from '../imports/json-shape.js';
import type { DialogContent, DialogElement } from '../sessions/index.js';

type Parameters = RequestOf<typeof declaration>;

/**
 * @param edited the value of the element, in the contract's spelling
 * @throws {OperationError} 400 with what is wrong and where
 */
export function editedContent(element: DialogElement, edited: Readonly<Record<string, unknown>>, lists: OrganisationLists): DialogContent {
  const fault = Value.Errors(jsonShape(declaration.request.fields[element].shape), edited).First();
  if (fault !== undefined) throw new OperationError(400, `content${fault.path.replaceAll('/', '.')} is not right: ${fault.message}.`);
  // It has the form of the element; the decoder judges the rest.
  const parameters = { Identity: {}, [element]: edited } as Parameters;
  return { [element]: decoded(encoded(parameters), lists).value[element] };
}

function encoded(parameters: Parameters): string {
  try {
    return encodeRequest(declaration, { apiKey: '0', deviceId: '', requestUid: '' }, parameters);
  } catch {
    throw new OperationError(400, 'content lacks something that its element must have.');
  }
}

function decoded(document: string, lists: OrganisationLists): DecodedRequest<typeof declaration> {
  try {
    return decodeRequest(declaration, parseDocument(document), { lists, strict: false });
  } catch (failure) {
    throw failure instanceof Refusal ? new OperationError(400, failure.message) : failure;
  }
}
