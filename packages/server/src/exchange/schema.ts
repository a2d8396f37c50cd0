// The check against the function's schema; it gives the typed parameters (B3.4, B3.5).
import { type DecodedRequest, type DecodeOptions, decodeRequest, type FunctionDeclaration, type XmlNode } from '@s1kit/contract';

export interface Decoded {
  readonly parameters: DecodedRequest<FunctionDeclaration>['value'];
  /** For the audit, as `alias /ClientIntegrationRequest/…`. */
  readonly deviations: readonly string[];
}

/** @throws {Refusal} SchemaInvalid, with the element's path and the rule */
export function checkSchema(declaration: FunctionDeclaration, root: XmlNode, options: DecodeOptions): Decoded {
  const { value, deviations } = decodeRequest(declaration, root, options);
  return { parameters: value, deviations: deviations.map(({ kind, path }) => `${kind} ${path}`) };
}
