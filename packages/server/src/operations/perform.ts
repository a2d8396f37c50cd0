// Who may do what: every operation passes here before it is carried out (B4.7).
import { type ErrorCode, Refusal } from '@s1kit/contract';
import { type Actor, type InputOf, type OperationDeclaration, OperationError, type OperationName, type OutputOf, operations } from '@s1kit/link';
import { loadStaffMember } from '../directory/index.js';
import type { Workstation } from '../workstation.js';
import { operationHandlers } from './handlers.js';
import type { OperationContext, OperationServices } from './operation-context.js';

/** Who asks, at which workstation. */
export interface Asker {
  readonly services: OperationServices;
  readonly workstation: Workstation;
  readonly actor: Actor;
}

/**
 * Carries out an operation for someone at a workstation.
 * @throws {OperationError} 403 without the right, and what the operation itself throws
 */
export async function perform<N extends OperationName>(name: N, input: InputOf<N>, asker: Asker): Promise<OutputOf<N>> {
  const declaration: OperationDeclaration = operations[name];
  if (declaration.demoOnly === true && asker.services.installation.kind !== 'demo') throw new OperationError(403, 'This is possible in Demo only.');
  const may = await rightsOfActor(asker);
  if (!may(declaration.right)) throw new OperationError(403, `Your role does not have the right ${declaration.right}, which this needs.`);
  // The registry and the handlers have the same names: the table's type says so for each, but not for a name that is a variable.
  const handler = operationHandlers[name] as (input: InputOf<N>, context: OperationContext) => Promise<OutputOf<N>>;
  try {
    return await handler(input, { ...asker, may });
  } catch (failure) {
    throw failure instanceof Refusal ? operationErrorOf(failure) : failure;
  }
}

/** What requests are refused, the screens are refused too, in the same words. */
function operationErrorOf({ code, message, path }: Refusal): OperationError {
  const statuses: Partial<Record<ErrorCode, OperationError['status']>> = { IdentityInvalid: 400, PatientUnknown: 404, RightMissing: 403 };
  return new OperationError(statuses[code] ?? 409, message, path);
}

async function rightsOfActor({ actor, services }: Asker): Promise<OperationContext['may']> {
  if (actor.kind === 'operator') return () => true;
  const user = await services.store.read(() => loadStaffMember(services.organisationId, actor.userName));
  return (right) => user?.rights.has(right) === true;
}
