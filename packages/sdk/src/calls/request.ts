// From what a caller gives to what goes over the wire: checked, and with what options decide.
import { type FunctionMap, type FunctionName, functionMap, type RequestOf } from '@s1kit/contract';
import { RequestInvalidError } from '../errors/index.js';
import { checkMeaning } from './check-meaning.js';
import { checkElement } from './check-value.js';

/**
 * The parameters of a function, checked.
 * @param save what the caller decided about an update
 * @throws {RequestInvalidError} with the path and the rule, never a value
 */
export function parametersOf<N extends FunctionName>(name: N, request: unknown, save: unknown): RequestOf<FunctionMap[N]> {
  try {
    if (name === 'UpdatePatientRecord') checkSave(request, save);
    const decided = save === 'leaveOpen' && typeof request === 'object' ? { ...request, LeaveRecordOpen: true } : request;
    checkElement(functionMap[name].request, decided, '');
    // The check has found it to be of the function's type.
    const parameters = decided as RequestOf<FunctionMap[N]>;
    checkMeaning(name, parameters);
    return parameters;
  } catch (error) {
    if (!(error instanceof RequestInvalidError)) throw error;
    throw new RequestInvalidError(error.path, error.message.slice(error.path === '' ? 0 : error.path.length + 2), { function: name });
  }
}

function checkSave(request: unknown, save: unknown): void {
  if (typeof request === 'object' && request !== null && 'LeaveRecordOpen' in request) {
    throw new RequestInvalidError('LeaveRecordOpen', "is decided by the option save: 'now' or 'leaveOpen'.");
  }
  if (save !== 'now' && save !== 'leaveOpen') {
    throw new RequestInvalidError('', "the option save is missing: say 'now', or 'leaveOpen' for the user to save or discard the change.");
  }
}
