// The schemas that a practice's GetXSDFiles gives, and the lists that they enumerate.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  decodeReply,
  type ElementType,
  fieldsIn,
  functions,
  getXsdFiles,
  type OrganisationListName,
  type OrganisationLists,
  organisationListNames,
  parseDocument,
  requestEnvelope,
  type SchemaFile,
  schemaFiles,
  type XmlNode,
} from '@s1kit/contract';

/** A practice to judge in: its lists, and the folder where its schemas lie. */
export interface Practice {
  readonly lists: OrganisationLists;
  readonly folder: string;
}

/** Lists whose values are easily mistaken: white space, other cases, what XML escapes, what is not ASCII. */
export const oddLists: OrganisationLists = {
  userNames: ['jdoe', 'asmith'],
  siteNames: ['Main Site', 'Hill & Dale <Branch>'],
  clinicTypes: ['GP Surgery'],
  slotTypes: ['Routine', ' Led  by nurse', 'Überweisung', '😀'],
  letterTypes: ['Clinic Letter', 'A&E', '"quoted"'],
  recallTypes: [' Asthma', 'Asthma', 'asthma '],
  relationshipTypes: ['Spouse/Partner', 'Friend'],
  taskTypes: ['Misc', 'Call Patient', 'a\u00a0b'],
  groupNames: [],
};

/** The schemas of lists that no environment has. */
export function oddSchemas(): readonly SchemaFile[] {
  return schemaFiles(functions, oddLists);
}

/** The schemas in a reply of GetXSDFiles. */
export function schemasIn(reply: Uint8Array): readonly SchemaFile[] {
  const { outcome } = decodeReply(getXsdFiles, parseDocument(Buffer.from(reply).toString('latin1')));
  if (outcome.kind === 'error') throw new Error(`GetXSDFiles was refused: ${outcome.error.code}.`);
  return (outcome.value.File ?? []).map(({ Name, Content }) => {
    if (Content === undefined) throw new Error('GetXSDFiles gave a file without its content.');
    return { name: Name, content: Content };
  });
}

/** Puts schemas into a folder. */
export async function layOut(folder: string, schemas: readonly SchemaFile[]): Promise<void> {
  for (const { name, content } of schemas) await writeFile(join(folder, name), content);
}

/** The lists as the schemas enumerate them. */
export function listsIn(schemas: readonly SchemaFile[]): OrganisationLists {
  const types = schemas.find(({ name }) => name === 'types.xsd');
  if (types === undefined) throw new Error('The schemas have no types.xsd.');
  const { children } = parseDocument(types.content);
  const listed = listTypes();
  const values = (list: OrganisationListName): readonly string[] =>
    enumerated(children.find((node) => node.name === 'xs:simpleType' && listed.get(attributeOf(node, 'name')) === list));
  // Every name of a list is a key, since it is made of them.
  return Object.fromEntries(organisationListNames.map((list) => [list, values(list)])) as Record<OrganisationListName, readonly string[]>;
}

/** From the name of a type to the list that it enumerates. */
function listTypes(): ReadonlyMap<string, OrganisationListName> {
  const found = new Map<string, OrganisationListName>();
  const look = (type: ElementType): void => {
    for (const [, { shape }] of fieldsIn(type, 'request')) {
      if (shape.kind === 'element') look(shape);
      if (shape.kind === 'simple' && shape.list !== undefined) found.set(shape.name, shape.list);
    }
  };
  for (const declaration of functions) look(requestEnvelope(declaration));
  return found;
}

function enumerated(type: XmlNode | undefined): readonly string[] {
  if (type === undefined) return [];
  return [...(type.name === 'xs:enumeration' ? [attributeOf(type, 'value')] : []), ...type.children.flatMap(enumerated)];
}

function attributeOf(node: XmlNode, wanted: string): string {
  return node.attributes.find(([name]) => name === wanted)?.[1] ?? '';
}
