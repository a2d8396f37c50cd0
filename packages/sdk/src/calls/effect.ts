// What a request does besides answering: whether it may be asked again, shared or kept.
import { type FunctionName, functionMap } from '@s1kit/contract';

/**
 * `read`: only answers, so it may be asked again, and two that are the same at the same time are asked once. `once`: does something outside the record
 * (a file, a dialog, a sign-out), and is never repeated by itself. `write`: changes a record, and is never repeated where it may have taken effect.
 */
export type Effect = 'read' | 'once' | 'write';

const effects: Readonly<Partial<Record<FunctionName, Effect>>> = {
  UpdatePatientRecord: 'write',
  DeleteFromPatientRecord: 'write',
  LaunchFunctionality: 'once',
  GetDocument: 'once',
  DataExtract: 'once',
};

/** @param parameters the content of FunctionParameters */
export function effectOf(name: FunctionName, parameters: object): Effect {
  if ('WriteTo' in parameters && parameters.WriteTo !== undefined) return 'once';
  return effects[name] ?? (functionMap[name].writes ? 'once' : 'read');
}

/** Whether the answer may be shared with others who ask the same: not where a record is opened on the screen. */
export function mayBeShared(effect: Effect, parameters: object): boolean {
  return effect === 'read' && !('LeaveRecordOpen' in parameters);
}
