import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeReply,
  type ElementType,
  encodeReply,
  type FunctionDeclaration,
  functions,
  getFunctions,
  getPatientRecord,
  parseDocument,
  Refusal,
  type ReplyDecoder,
  type ReplyDecoderOptions,
  replyDecoder,
  type XmlNode,
} from '../src/index.js';
import { breakings, brokenReply } from './support/broken-replies.js';
import { elementValue } from './support/values.js';

const echo = { deviceId: 'd', requestUid: 'r', function: 'F', functionVersion: '1.0' };
const named = functions.map((declaration) => [declaration.name, declaration] as const);
/** Values of a declaration's own shape are its replies: the general types have forgotten it. */
const valuesOf = (type: ElementType): fc.Arbitrary<never> => elementValue(type, 'reply') as fc.Arbitrary<never>;

function textOf<D extends FunctionDeclaration>(declaration: D, value: never): string {
  return Buffer.concat([...encodeReply(echo, 'R', declaration, value)]).toString('latin1');
}

/** Gives a parsed document to a decoder tag by tag, its text in pieces. */
function feed(decoder: ReplyDecoder<unknown>, node: XmlNode): void {
  const [names, values] = [0, 1].map((index) => node.attributes.map((each) => each[index] ?? ''));
  decoder.open(node.name, { count: node.attributes.length, names: names ?? [], values: values ?? [] });
  for (const piece of node.text.match(/.{1,3}/gsu) ?? []) decoder.text(piece);
  for (const child of node.children) feed(decoder, child);
  decoder.close();
}

function arriving<D extends FunctionDeclaration>(declaration: D, root: XmlNode, options: ReplyDecoderOptions = {}) {
  const decoder = replyDecoder(declaration, options);
  feed(decoder, root);
  expect(decoder.ended()).toBe(true);
  return decoder.result();
}

function verdict(work: () => { readonly unknown: readonly string[] }): unknown {
  try {
    const reply = work();
    return { ...reply, unknown: [...reply.unknown].sort() };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { refused: error.message, at: error.path };
  }
}

describe('replyDecoder', () => {
  it.each(named)('gives what decodeReply gives, of whole and of broken replies of %s', (_, declaration) => {
    fc.assert(
      fc.property(valuesOf(declaration.reply), fc.option(breakings), (value, mutation) => {
        const root = parseDocument(textOf(declaration, value));
        const document = mutation === null ? root : brokenReply(root, mutation);
        expect(verdict(() => arriving(declaration, document))).toEqual(verdict(() => decodeReply(declaration, document, { unknown: 'report' })));
      }),
      { numRuns: 100 },
    );
  });

  it('takes nil as decodeReply does, also on what repeats', () => {
    const nil = (name: string, said: string): string =>
      `<ClientIntegrationResponse xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><DeviceID/><RequestUID/><Function/><FunctionVersion/><ResponseUID/>` +
      `<Response>${name.replace('/>', ` xsi:nil="${said}"/>`)}</Response></ClientIntegrationResponse>`;
    for (const document of [nil('<Function/>', 'true'), nil('<Function><Name/><Version>1</Version></Function>', 'true'), nil('<Function/>', 'x')]) {
      const root = parseDocument(document);
      expect(verdict(() => arriving(getFunctions, root))).toEqual(verdict(() => decodeReply(getFunctions, root, { unknown: 'report' })));
    }
  });

  it('hands values over as they are complete, and keeps those that are not taken', () => {
    const events = ['1', '2', '3'].map((digit) => `<Event DateTime="2025-01-06T09:00:00" UserName="u" DoneBy="d" DoneAt="a" EventUID="${digit.repeat(16)}"/>`);
    const reply = textOf(getPatientRecord, { Identity: { StrategicReportingIdentifier: '1' }, Clinical: {}, RecordState: 'Closed' } as never);
    const root = parseDocument(reply.replace('<Clinical/>', `<Clinical>${events.join('')}</Clinical>`));
    const taken: unknown[] = [];
    const take = (value: unknown): boolean => taken.length < 2 && taken.push(value) > 0;
    const { outcome } = arriving(getPatientRecord, root, { items: { at: ['Response', 'Clinical', 'Event'], take } });
    expect(taken).toMatchObject([{ EventUID: '1'.repeat(16) }, { EventUID: '2'.repeat(16) }]);
    expect(outcome).toMatchObject({ kind: 'response', value: { Clinical: { Event: [{ EventUID: '3'.repeat(16) }] } } });
  });

  it('keeps what the contract does not know, with all below it, and tells what has arrived of the envelope', () => {
    const known: [string, XmlNode][] = [];
    const decoder = replyDecoder(getFunctions, { onUnknown: (path, node) => known.push([path, node]) });
    expect(decoder.echo()).toEqual({});
    feed(
      decoder,
      parseDocument(
        textOf(getFunctions, {} as never).replace(
          '<Response/>',
          '<Response><Function><Name>A</Name><New a="b">c<d/></New><Version>1</Version></Function></Response>',
        ),
      ),
    );
    expect(decoder.echo()).toEqual(echo);
    const node = { name: 'New', attributes: [['a', 'b']], text: 'c', children: [{ name: 'd', attributes: [], text: '', children: [] }] };
    expect(known).toEqual([['/ClientIntegrationResponse/Response/Function/New', node]]);
  });

  it('tells of the envelope as it arrives, element by element', () => {
    const decoder = replyDecoder(getFunctions);
    decoder.open('ClientIntegrationResponse', { count: 0, names: [], values: [] });
    const told: unknown[] = [];
    for (const [name, text] of [
      ['DeviceID', 'd'],
      ['RequestUID', 'r'],
      ['Function', 'F'],
      ['FunctionVersion', '1.0'],
    ] as const) {
      decoder.open(name, { count: 0, names: [], values: [] });
      decoder.text(text);
      decoder.close();
      told.push(Object.keys(decoder.echo()));
    }
    const names = Object.keys(echo);
    expect(told).toEqual(names.map((_, index) => names.slice(0, index + 1)));
    expect([decoder.echo(), decoder.ended()]).toEqual([echo, false]);
  });

  it('can hand over only what a reply of the function has', () => {
    const at = (...path: readonly string[]) => replyDecoder(getFunctions, { items: { at: path, take: () => true } });
    for (const path of [['Response', 'None'], ['None'], ['Response', 'Function', 'Name', 'Deeper']]) {
      expect(() => at(...path)).toThrow(new TypeError(`A reply of this function has no ${path.includes('Deeper') ? 'Name' : 'None'} there.`));
    }
    expect(() => at('Response', 'Function')).not.toThrow();
  });

  it('refuses another root, and no other element of another name', () => {
    expect(() => replyDecoder(getFunctions).open('a', { count: 0, names: [], values: [] })).toThrow(
      expect.objectContaining({ code: 'SchemaInvalid', path: '/', message: '/: the root element must be ClientIntegrationResponse.' }),
    );
  });
});
