// A request as a call of the SDK: what whoever writes an integration would write to send the same.
import { decodeRequest, functionByName, parseDocument, Refusal, readEnvelope } from '@s1kit/contract';

/** Longer requests are documents, and no longer examples. */
const longest = 256 * 1024;

/**
 * The call in TypeScript, for a client that `connect` of `@s1kit/sdk` gave; `undefined` where the request is no valid one of a known function.
 * @param request the document
 * @example callOf(document) // "const reply = await systmOne.getFunctions();"
 */
export function callOf(request: string): string | undefined {
  if (request.length > longest) return undefined;
  try {
    const root = parseDocument(request.replace(/^\uFEFF/, ''));
    const envelope = readEnvelope(root);
    const declaration = functionByName(envelope.function);
    if (declaration === undefined) return undefined;
    const asked: Readonly<Record<string, unknown>> = decodeRequest(declaration, root, { lists: undefined, strict: false }).value;
    // Of an update the SDK has it as an option, so that nobody leaves it out; of all others it is a parameter.
    const saves = declaration.name === 'UpdatePatientRecord';
    const { LeaveRecordOpen: leaveOpen, ...others } = asked;
    const { codes, drugs } = envelope.outputScheme;
    const scheme = { ...(codes === 'CTV3' ? {} : { codes }), ...(drugs === 'Multilex' ? {} : { drugs }) };
    const options = {
      ...(saves ? { save: leaveOpen === true ? 'leaveOpen' : 'now' } : {}),
      ...(Object.keys(scheme).length === 0 ? {} : { outputScheme: scheme }),
    };
    const given = literal(saves ? others : asked, '');
    const told = literal(options, '');
    const content = told === '{}' ? (given === '{}' ? '' : given) : `${given}, ${told}`;
    return `const reply = await systmOne.${declaration.name.slice(0, 1).toLowerCase()}${declaration.name.slice(1)}(${content});`;
  } catch (failure) {
    if (failure instanceof Refusal) return undefined;
    throw failure;
  }
}

/** A value as one writes it; what is left out of a request is left out here. */
function literal(value: unknown, indent: string): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.every((each) => typeof each !== 'object')) return `[${value.map((each) => literal(each, inner)).join(', ')}]`;
    return `[\n${value.map((each) => `${inner}${literal(each, inner)},\n`).join('')}${indent}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([, each]) => !(Array.isArray(each) && each.length === 0));
    if (members.length === 0) return '{}';
    const written = members.map(([name, each]) => `${name}: ${literal(each, inner)}`);
    const line = `{ ${written.join(', ')} }`;
    return line.length + indent.length <= 100 && !line.includes('\n') ? line : `{\n${written.map((each) => `${inner}${each},\n`).join('')}${indent}}`;
  }
  return typeof value === 'string' ? quoted(value) : String(value);
}

/** A text in quotes that nothing in it can end, and without characters that a line of code cannot have. */
function quoted(text: string): string {
  const escaped = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll("'", "\\'")
    .replace(/[\u2028\u2029]/g, (one) => `\\u${one.charCodeAt(0).toString(16)}`);
  return `'${escaped}'`;
}
