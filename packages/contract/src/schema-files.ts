// The schemas that users get: one file of types, and for each function one of its request and one of its reply (B7.2).
import { createHash } from 'node:crypto';
import { errorShape, requestEnvelope } from './envelope.js';
import { type FunctionDeclaration, functions } from './functions/index.js';
import { replyEnvelope } from './reply.js';
import { type Direction, type ElementType, fieldsIn } from './shape/element.js';
import type { OrganisationLists, SimpleType } from './shape/simple.js';
import { childDeclaration, complexName, complexTypeDeclaration, documentation, flagTypeDeclaration, flagTypeName, simpleTypeDeclaration } from './shape/xsd.js';

export interface SchemaFile {
  readonly name: string;
  readonly content: string;
}

/** `GetDiary` for its first version, `GetDiary-2.0` for a later one: versions stand side by side (B3.8). */
export function schemaName(declaration: FunctionDeclaration): string {
  return declaration.version === '1.0' ? declaration.name : `${declaration.name}-${declaration.version}`;
}

function schema(content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">\n${content}</xs:schema>\n`;
}

function rootDeclaration(type: ElementType, content: string): string {
  return schema(
    `  <xs:include schemaLocation="types.xsd"/>\n  <xs:element name="${type.name}">\n${documentation(type.doc, '    ')}` +
      `    <xs:complexType>\n      <xs:sequence>\n${content}      </xs:sequence>\n    </xs:complexType>\n  </xs:element>\n`,
  );
}

function requestFile(declaration: FunctionDeclaration): SchemaFile {
  const type = requestEnvelope(declaration);
  const children = fieldsIn(type, 'request').map(([name, field]) => childDeclaration(name, field, 'request', '        '));
  return { name: `${schemaName(declaration)}.request.xsd`, content: rootDeclaration(type, children.join('')) };
}

/** A reply is `Response` or `Error`: the one choice in all schemas. */
function replyFile(declaration: FunctionDeclaration): SchemaFile {
  const type = replyEnvelope(declaration);
  const { Response: response, Error: error, ...header } = type.fields;
  const children = Object.entries(header).map(([name, field]) => childDeclaration(name, field, 'reply', '        '));
  const choice = Object.entries({ Response: response, Error: error }).map(([name, field]) =>
    childDeclaration(name, { ...field, cardinality: 'one' }, 'reply', '          '),
  );
  return {
    name: `${schemaName(declaration)}.reply.xsd`,
    content: rootDeclaration(type, `${children.join('')}        <xs:choice>\n${choice.join('')}        </xs:choice>\n`),
  };
}

/** Gathers every named type below an element, each once, and sees to it that one name means one type. */
function gatherTypes(lists: OrganisationLists) {
  const declared = new Map<string, string>();
  const declare = (name: string, declaration: string): void => {
    const known = declared.get(name);
    if (known !== undefined && known !== declaration) throw new Error(`Two types are named ${name}. Give one of them another name.`);
    declared.set(name, declaration);
  };
  const gatherSimple = (type: SimpleType, direction: Direction): void => {
    const isPlain = type.name.startsWith('xs:') || (type.list !== undefined && direction === 'reply');
    if (!isPlain) declare(type.name, simpleTypeDeclaration(type, lists));
  };
  const gatherBelow = (type: ElementType, direction: Direction): void => {
    for (const [, { shape }] of fieldsIn(type, direction)) {
      if (shape.kind === 'simple') gatherSimple(shape, direction);
      if (shape.kind === 'element') gather(shape, direction);
    }
  };
  const gather = (type: ElementType, direction: Direction): void => {
    const name = complexName(type, direction);
    if (name === flagTypeName) return;
    declare(name, complexTypeDeclaration(type, direction));
    gatherBelow(type, direction);
  };
  declare(flagTypeName, flagTypeDeclaration);
  return { gather, gatherBelow, declared };
}

function typesFile(declarations: readonly FunctionDeclaration[], lists: OrganisationLists): SchemaFile {
  const types = gatherTypes(lists);
  types.gather(errorShape, 'reply');
  for (const declaration of declarations) {
    types.gatherBelow(requestEnvelope(declaration), 'request');
    types.gather(declaration.reply, 'reply');
  }
  const byName = [...types.declared].sort(([a], [b]) => (a < b ? -1 : 1));
  return { name: 'types.xsd', content: schema(byName.map(([, declaration]) => declaration).join('')) };
}

/**
 * The schemas of functions, with an organisation's lists as enumerations in those of requests: XSD 1.0, no namespace.
 * @returns `types.xsd`, which the others include, then `NAME.request.xsd` and `NAME.reply.xsd` of each function
 */
export function schemaFiles(declarations: readonly FunctionDeclaration[], lists: OrganisationLists): readonly SchemaFile[] {
  return [typesFile(declarations, lists), ...declarations.flatMap((declaration) => [requestFile(declaration), replyFile(declaration)])];
}

/** Which schemas an organisation has: another text as soon as its lists or the messages change. 16 hexadecimal digits. */
export function schemaVersion(lists: OrganisationLists, declarations: readonly FunctionDeclaration[] = functions): string {
  const hash = createHash('sha256');
  for (const { name, content } of schemaFiles(declarations, lists)) hash.update(`${name}\n${content}\n`);
  return hash.digest('hex').slice(0, 16);
}
