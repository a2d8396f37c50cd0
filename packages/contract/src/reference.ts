// The reference pages of functions and errors, written from the declarations.
import { exampleUid } from './blocks/index.js';
import { requestEnvelope } from './envelope.js';
import { errorRegistry } from './errors.js';
import { type FunctionDeclaration, functions, type TemplateValues } from './functions/index.js';
import { replyEnvelope } from './reply.js';
import { cardinalityIn, type Direction, type ElementType, type Field, fieldsIn, type Shape } from './shape/element.js';
import type { SimpleType } from './shape/simple.js';
import { requestTemplate } from './template.js';

const written = '<!-- Written by `npm run reference` from the declarations of packages/contract. Changes made here are lost. -->\n';

const times = { one: '1', optional: '0..1', many: '0..n', some: '1..n' } as const;

/** A cell of a table. */
function cell(text: string): string {
  return text.replace(/\|/gu, '\\|').replace(/\n/gu, ' ');
}

function simpleCell(type: SimpleType, direction: Direction): string {
  if (type.list !== undefined) return direction === 'request' ? `text of the organisation's list ${type.name}` : 'text';
  if (type.values !== undefined) return type.values.map((value) => (value === '' ? '(empty)' : `\`${value}\``)).join(', ');
  if (type.name === 'xs:string') return 'text';
  return `[${type.name}](#${type.name.toLowerCase()})`;
}

function shapeCell(shape: Shape, direction: Direction): string {
  if (shape.kind === 'flag') return 'flag';
  return shape.kind === 'simple' ? simpleCell(shape, direction) : '';
}

function notesOf({ options }: Field, direction: Direction): string {
  const notes = [];
  if (direction === 'request' && options.aliases !== undefined) notes.push(`Also taken: ${options.aliases.map((alias) => `\`${alias}\``).join(', ')}.`);
  if (direction === 'request' && options.emptyIsAbsent === true) notes.push('Empty is taken as absent.');
  if (direction === 'reply' && options.emptyWhenAbsent === true) notes.push('Empty where there is no value.');
  return notes.length === 0 ? '' : ` ${notes.join(' ')}`;
}

/** The rows of an element and of all below it; attributes begin with `@`. */
function rowsOf(type: ElementType, direction: Direction, depth: number): string[] {
  return fieldsIn(type, direction).flatMap(([name, field]) => {
    const shownName = { child: name, attribute: `@${name}`, text: '(text)' }[field.place];
    const cardinality = cardinalityIn(field, direction) ?? 'one';
    const cells = [`${'&emsp;'.repeat(depth)}${shownName}`, times[cardinality], shapeCell(field.shape, direction), field.doc + notesOf(field, direction)];
    const below = field.shape.kind === 'element' ? rowsOf(field.shape, direction, depth + 1) : [];
    return [`| ${cells.map(cell).join(' | ')} |`, ...below];
  });
}

function table(type: ElementType, direction: Direction, whenEmpty: string): string {
  const rows = rowsOf(type, direction, 0);
  return rows.length === 0 ? `${whenEmpty}\n` : `| element | times | values | meaning |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`;
}

/** Made-up values for the examples of the page. */
const exampleValues: TemplateValues = {
  nhsNumber: '9990000018',
  firstName: 'Jane',
  surname: 'Example',
  dateOfBirth: '1970-05-17',
  userName: 'jdoe',
  siteName: 'Main Site',
  clinicType: 'GP Surgery',
  slotType: 'Routine',
  today: '2025-01-06',
  folder: 'C:\\Exchange',
  document: { nhsNumber: '9990000018', uid: exampleUid },
};

const exampleHead = { apiKey: '00112233445566aa', deviceId: 'aabbccddeeff0011', requestUid: 'example-1' };

function functionSection(declaration: FunctionDeclaration): string {
  const throttle = declaration.throttle === 'record' ? 'one in 30 seconds, light requests one a second' : 'one a second';
  const available = declaration.available ? '' : '\nNot available in this version: it answers with the error `FunctionUnavailable`.\n';
  return `## ${declaration.name}

${declaration.summary}
${available}
- Version: ${declaration.version}
- Right: \`${declaration.right}\`
- Throttle: ${throttle}
- ${declaration.writes ? 'Can change something.' : 'Changes nothing.'}

### Request of ${declaration.name}

${table(declaration.request, 'request', '`FunctionParameters` is empty, or left out.')}
### Reply of ${declaration.name}

${table(declaration.reply, 'reply', '`Response` is empty.')}
### Example of ${declaration.name}

\`\`\`xml
${requestTemplate(declaration, exampleValues, exampleHead)}\`\`\`
`;
}

function simpleTypesBelow(type: ElementType, found: Map<string, SimpleType>): void {
  for (const { shape } of Object.values(type.fields)) {
    if (shape.kind === 'element') simpleTypesBelow(shape, found);
    if (shape.kind === 'simple' && shape.list === undefined && shape.values === undefined && !shape.name.startsWith('xs:')) found.set(shape.name, shape);
  }
}

function valuesSection(declarations: readonly FunctionDeclaration[]): string {
  const found = new Map<string, SimpleType>();
  for (const declaration of declarations) {
    simpleTypesBelow(requestEnvelope(declaration), found);
    simpleTypesBelow(replyEnvelope(declaration), found);
  }
  const rows = [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ name, doc }) => `### ${name}\n\n${doc}\n`);
  return `## Values

A flag is an empty element: \`<X/>\`, \`<X />\` and \`<X></X>\` are the same.

${rows.join('\n')}`;
}

/** The page of functions, in Markdown. */
export function functionsPage(declarations: readonly FunctionDeclaration[] = functions): string {
  const [first] = declarations;
  const contents = declarations.map(({ name, summary }) => `- [${name}](#${name.toLowerCase()}): ${summary}`).join('\n');
  const envelopes =
    first === undefined
      ? ''
      : `## Envelope

A request has the root \`ClientIntegrationRequest\`, a reply \`ClientIntegrationResponse\`; there is no namespace. Elements may stand in any order; replies keep the one shown.

| element of a request | times | meaning |
| --- | --- | --- |
${envelopeRows(requestEnvelope(first), 'request')}

| element of a reply | times | meaning |
| --- | --- | --- |
${envelopeRows(replyEnvelope(first), 'reply')}

A reply holds \`Response\` or \`Error\`; the errors are on [a page of their own](errors.md).
`;
  return `${written}
# Functions

${contents}

${envelopes}
${declarations.map(functionSection).join('\n')}
${valuesSection(declarations)}`;
}

/** What every function has in common: what is the function's own is told of in general words. */
function envelopeRows(type: ElementType, direction: Direction): string {
  const general: Readonly<Record<string, string>> = {
    Function: direction === 'request' ? 'The name of the function.' : 'As sent.',
    FunctionVersion: direction === 'request' ? 'The version of the function, compared as a number: `1` is `1.0`.' : 'As sent.',
    OutputScheme:
      'The coding schemes of the reply: `Drugs` (`Multilex`, `Multiplex` or `Dmd`; Multilex if left out), `Codes` (`CTV3` or `Snomed`; CTV3 if left out).',
    FunctionParameters: "The function's own; may be left out where nothing in it must be there.",
    Response: "The function's own.",
  };
  const rows = fieldsIn(type, direction).map(([name, field]) => {
    const cardinality = name === 'FunctionParameters' ? 'optional' : (cardinalityIn(field, direction) ?? 'one');
    return `| ${name} | ${times[cardinality]} | ${cell(general[name] ?? field.doc)} |`;
  });
  return rows.join('\n');
}

/** The page of errors, in Markdown. */
export function errorsPage(): string {
  const rows = Object.entries(errorRegistry).map(([code, { permanent, stage, when }]) => `| \`${code}\` | ${permanent} | ${stage} | ${cell(when)} |`);
  return `${written}
# Errors

A reply that tells of a failure has \`Error\` in place of \`Response\`: attribute \`Code\`, \`ErrorMessage\` for a person, and \`PermanentError\`. \`true\`: the same request
cannot succeed as things are set up; \`false\`: it can, later or after a change of state. Match on \`Code\`: messages may change.

The checks are made in the order of the table; the first that fails decides.

| Code | PermanentError | check | when |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}
