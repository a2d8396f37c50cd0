// The check of the function and its version (B3.8, B4.1).
import { type Envelope, type FunctionDeclaration, functionOfVersion, Refusal, versionsOf } from '@s1kit/contract';
import type { Application } from '../authority/applications.js';

/**
 * @param declared the functions that the environment offers, in every version
 * @throws {Refusal} FunctionUnknown, VersionUnknown, FunctionUnavailable
 */
export function checkFunction(declared: readonly FunctionDeclaration[], application: Application, envelope: Envelope): FunctionDeclaration {
  const versions = versionsOf(envelope.function, declared);
  const allowed = application.functions?.includes(envelope.function) ?? true;
  if (versions.length === 0 || !allowed) {
    throw new Refusal('FunctionUnknown', 'There is no such function for this application. GetFunctions lists those that there are.');
  }
  const declaration = functionOfVersion(envelope.function, envelope.functionVersion, versions);
  if (declaration === undefined) {
    const known = versions.map(({ version }) => version).join(', ');
    throw new Refusal('VersionUnknown', `The function has no such version. Its versions: ${known}.`, '/ClientIntegrationRequest/FunctionVersion');
  }
  if (!declaration.available) throw new Refusal('FunctionUnavailable', `${declaration.name} is not available in this version of the environment.`);
  return declaration;
}
