// Who may do what: every operation passes here before it is carried out (B4.7).
import { type Actor, type InputOf, type OperationDeclaration, OperationError, type OperationName, type OutputOf, operations } from '@s1kit/link';
import { loadStaffMember } from '../directory/index.js';
import { operationHandlers } from './handlers.js';
import type { OperationContext, OperationServices } from './operation-context.js';

/**
 * Carries out an operation for someone at a workstation.
 * @throws {OperationError} 403 without the right, and what the operation itself throws
 */
export async function perform<N extends OperationName>(name: N, input: InputOf<N>, context: OperationContext): Promise<OutputOf<N>> {
  const declaration: OperationDeclaration = operations[name];
  const { actor, services } = context;
  if (declaration.demoOnly === true && services.installation.kind !== 'demo') throw new OperationError(403, 'This is possible in Demo only.');
  if (actor.kind === 'user') await checkUserRight(services, actor, declaration);
  // The registry and the handlers have the same names: the table's type says so for each, but not for a name that is a variable.
  const handler = operationHandlers[name] as (input: InputOf<N>, context: OperationContext) => Promise<OutputOf<N>>;
  return await handler(input, context);
}

async function checkUserRight({ organisationId, store }: OperationServices, actor: Actor & { kind: 'user' }, { right }: OperationDeclaration): Promise<void> {
  const user = await store.read(() => loadStaffMember(organisationId, actor.userName));
  if (user?.rights.has(right) !== true) throw new OperationError(403, `Your role does not have the right ${right}, which this needs.`);
}
