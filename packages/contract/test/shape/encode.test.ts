import { describe, expect, it } from 'vitest';
import { type ElementType, EncodedXml, LaterXml } from '../../src/index.js';
import { elementWriter } from '../../src/shape/encode.js';
import { inBlocks, inBlocksLater, pieceWriter } from '../../src/shape/stream.js';
import { line, parcel, plain } from '../support/parcel.js';

const value = {
  Number: 'no 7 & 8',
  Kind: 'a',
  To: 'GP Surgery',
  Note: 'abc',
  Weight: ['1.5', '2'],
  Inner: { Line: [{ Value: 'x', Width: 'red' }, { Value: '' }], Empty: {} },
  Sealed: true,
  Plain: { A: 'a', B: 'b' },
};
const innerXml = '<Inner><Line Width="red">X</Line><Line/><Empty/></Inner>';
const request =
  '<Parcel Number="NO 7 &amp; 8" Kind="a"><To>GP Surgery</To><Note>abc</Note><Weight>1.5</Weight><Weight>2</Weight>' +
  `${innerXml}<Sealed/><Plain><A>a</A><B>b</B></Plain></Parcel>`;
const reply = request.replace(' Kind="a"', '').replace('<To>', '<Sent/><To>').replace('<Inner>', '<Size/><Inner>');

/** A reply written piece by piece, and as one text. */
function written(type: ElementType, given: unknown): string {
  const text = elementWriter('Parcel', type, 'reply')(given);
  const blocks = [...inBlocks(pieceWriter('Parcel', type)(given))];
  expect(Buffer.concat(blocks).toString('latin1')).toBe(text);
  return text;
}

describe('an element that is encoded', () => {
  it('B7.10: has what stands in the direction, in its order, empty ones without a closing tag', () => {
    expect(elementWriter('Parcel', parcel, 'request')(value)).toBe(request);
    expect(written(parcel, value)).toBe(reply);
    expect(elementWriter('Parcel', parcel, 'request')({ ...value, Kind: undefined, Note: '', Sealed: false, Plain: undefined })).toBe(
      request
        .replace(' Kind="a"', '')
        .replace('<Note>abc</Note>', '<Note/>')
        .replace(/<Sealed\/>.*<\/Plain>/u, ''),
    );
  });

  it('may lack what may be missing, and nothing else; which of them is told', () => {
    const without = (name: string, direction: 'request' | 'reply') => {
      const given = Object.fromEntries(Object.entries(value).filter(([each]) => each !== name));
      return () => elementWriter('Parcel', parcel, direction)(given);
    };
    for (const name of ['Number', 'To', 'Weight', 'Inner']) {
      expect(without(name, 'request')).toThrow(new TypeError(`Parcel cannot be encoded: ${name} is missing. Give it a value.`));
    }
    for (const name of ['Kind', 'Note', 'Sealed', 'Plain']) expect(without(name, 'request')).not.toThrow();
    expect(without('Weight', 'reply')).not.toThrow();
    expect(() => elementWriter('Parcel', parcel, 'request')({ ...value, Weight: [] })).toThrow('Weight is missing');
    expect(() => elementWriter('Parcel', parcel, 'request')({ ...value, Inner: { Line: [{ Width: 'red' }] } })).toThrow(
      'Line cannot be encoded: Value is missing',
    );
    expect(() => elementWriter('Plain', plain, 'reply')({ A: 'a' })).toThrow('B is missing');
    expect(elementWriter('Plain', plain, 'request')({ A: 'a' })).toBe('<Plain><A>a</A></Plain>');
  });

  it('takes XML that is encoded already for one element, for all of a kind and for the whole', () => {
    for (const encoded of ['<To>B</To>', Buffer.from('<To>B</To>')]) {
      expect(written(parcel, { ...value, To: new EncodedXml(encoded) })).toBe(reply.replace('<To>GP Surgery</To>', '<To>B</To>'));
    }
    expect(written(parcel, { ...value, Weight: new EncodedXml('<Weight>3</Weight>') })).toBe(
      reply.replace('<Weight>1.5</Weight><Weight>2</Weight>', '<Weight>3</Weight>'),
    );
    expect(written(parcel, { ...value, Inner: new EncodedXml(Buffer.from(innerXml)) })).toBe(reply);
    expect(written(parcel, { ...value, Inner: { Line: new EncodedXml('<Line/>') } })).toBe(reply.replace(innerXml, '<Inner><Line/></Inner>'));
    expect(written(parcel, { ...value, Inner: { Line: [new EncodedXml('<Line>y</Line>'), { Value: 'z' }] } })).toBe(
      reply.replace(innerXml, '<Inner><Line>y</Line><Line>Z</Line></Inner>'),
    );
    expect(written(parcel, new EncodedXml('<Parcel/>'))).toBe('<Parcel/>');
    expect(written(line, { Value: 'x & y', Width: 'red' })).toBe('<Parcel Width="red">X &amp; Y</Parcel>');
    expect(written(parcel, { ...value, Inner: {} })).toBe(reply.replace(innerXml, '<Inner/>'));
  });

  it('B2.3: takes what is read while it is sent in its place, and only where it may be waited for', async () => {
    const later = {
      ...value,
      Inner: {
        Line: new LaterXml(
          (async function* () {
            yield new EncodedXml('<Line>1</Line>');
            yield new EncodedXml(Buffer.from('<Line>2</Line>'));
          })(),
        ),
        Empty: {},
      },
    };
    const pieces = () => pieceWriter('Parcel', parcel)(later);
    expect(() => [...inBlocks(pieces())]).toThrow('A reply that is read while it is sent cannot be encoded at once: use encodeLongReply.');
    const blocks: Uint8Array[] = [];
    for await (const block of inBlocksLater(pieces(), 16)) blocks.push(block);
    expect(Buffer.concat(blocks).toString('latin1')).toBe(reply.replace(innerXml, '<Inner><Line>1</Line><Line>2</Line><Empty/></Inner>'));
  });
});
