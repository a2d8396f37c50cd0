import { describe, expect, it } from 'vitest';
import { functionOfVersion, isSameVersion, parseDocument, Refusal, readableEnvelope, readEnvelope } from '../src/index.js';

const parts = {
  APIKey: '<APIKey>00112233445566aa</APIKey>',
  DeviceID: '<DeviceID/>',
  RequestUID: '<RequestUID> @ same &#10;each time</RequestUID>',
  Function: '<Function>PatientSearch</Function>',
  FunctionVersion: '<FunctionVersion>1</FunctionVersion>',
};

const envelopeOf = (...inner: readonly string[]) => parseDocument(`<ClientIntegrationRequest>${inner.join('\n')}</ClientIntegrationRequest>`);

describe('readEnvelope', () => {
  it('B3.4: reads the elements in any order', () => {
    for (const inner of [Object.values(parts), Object.values(parts).reverse()]) {
      expect(readEnvelope(envelopeOf('<FunctionParameters/>', ...inner))).toEqual({
        apiKey: '00112233445566aa',
        deviceId: '',
        requestUid: ' @ same \neach time',
        function: 'PatientSearch',
        functionVersion: '1',
        outputScheme: { codes: 'CTV3', drugs: 'Multilex' },
        parameters: expect.objectContaining({ name: 'FunctionParameters' }),
      });
    }
  });

  it.each(Object.keys(parts))('needs %s, once', (name) => {
    const others = Object.entries(parts).filter(([each]) => each !== name);
    const without = others.map(([, part]) => part);
    expect(() => readEnvelope(envelopeOf(...without))).toThrow(expect.objectContaining({ code: 'EnvelopeInvalid', message: expect.stringContaining(name) }));
    expect(() => readEnvelope(envelopeOf(...without, `<${name}>a</${name}>`, `<${name}>a</${name}>`))).toThrow(
      expect.objectContaining({ code: 'EnvelopeInvalid', path: `/ClientIntegrationRequest/${name}` }),
    );
    expect(() => readEnvelope(envelopeOf(...without, `<${name}><b/></${name}>`))).toThrow(expect.objectContaining({ code: 'EnvelopeInvalid' }));
  });

  it('needs neither DeviceVersion nor OutputScheme nor FunctionParameters', () => {
    const envelope = readEnvelope(envelopeOf(...Object.values(parts)));
    expect(envelope).not.toHaveProperty('deviceVersion');
    expect(envelope.parameters).toBeUndefined();
  });

  it('reads DeviceVersion', () => {
    expect(readEnvelope(envelopeOf(...Object.values(parts), '<DeviceVersion>2.1</DeviceVersion>')).deviceVersion).toBe('2.1');
  });

  it('B3.4: says what is wrong, with the path', () => {
    const { DeviceID: _, ...others } = parts;
    const said = (...device: readonly string[]): unknown => {
      try {
        return readEnvelope(envelopeOf(...Object.values(others), ...device));
      } catch (failure) {
        return failure instanceof Refusal ? [failure.code, failure.path, failure.message] : failure;
      }
    };
    const path = '/ClientIntegrationRequest/DeviceID';
    expect(said()).toEqual(['EnvelopeInvalid', path, '/ClientIntegrationRequest: element DeviceID is missing.']);
    expect(said('<DeviceID/>', '<DeviceID/>')).toEqual(['EnvelopeInvalid', path, `${path}: the element stands 2 times; it must stand once.`]);
    expect(said('<DeviceID><a/></DeviceID>')).toEqual(['EnvelopeInvalid', path, `${path}: the element must hold text only.`]);
    expect(() => readEnvelope(parseDocument(`<Request>${Object.values(parts).join('')}</Request>`))).toThrow(
      expect.objectContaining({ code: 'EnvelopeInvalid', path: '/', message: 'The root element must be ClientIntegrationRequest.' }),
    );
  });

  it('refuses another root', () => {
    expect(() => readEnvelope(parseDocument('<clientIntegrationRequest/>'))).toThrow(Refusal);
    expect(() => readEnvelope(parseDocument('<ClientIntegrationResponse/>'))).toThrow(expect.objectContaining({ code: 'EnvelopeInvalid' }));
  });

  it.each([
    ['<Drugs>Dmd</Drugs><Codes>Snomed</Codes>', { codes: 'Snomed', drugs: 'Dmd' }],
    ['<Drugs>Multiplex</Drugs>', { codes: 'CTV3', drugs: 'Multilex' }],
    ['<Codes>CTV3</Codes><Drugs>Multilex</Drugs>', { codes: 'CTV3', drugs: 'Multilex' }],
    ['', { codes: 'CTV3', drugs: 'Multilex' }],
  ])('B7.8: reads the output scheme %s', (inner, expected) => {
    const envelope = readEnvelope(envelopeOf(...Object.values(parts), `<OutputScheme>${inner}</OutputScheme>`));
    expect(envelope.outputScheme).toEqual(expected);
  });
});

describe('readableEnvelope', () => {
  it('B3.2: gives what can be read and empty texts for the rest', () => {
    expect(readableEnvelope(undefined)).toEqual({ deviceId: '', requestUid: '', function: '', functionVersion: '' });
    expect(readableEnvelope(envelopeOf('<RequestUID>r</RequestUID><Function>F</Function>'))).toEqual({
      deviceId: '',
      requestUid: 'r',
      function: 'F',
      functionVersion: '',
    });
    expect(readableEnvelope(envelopeOf('<DeviceID>d</DeviceID><FunctionVersion>2</FunctionVersion>'))).toEqual({
      deviceId: 'd',
      requestUid: '',
      function: '',
      functionVersion: '2',
    });
  });
});

describe('versions', () => {
  it.each([
    ['1', '1.0', true],
    ['1.00', '1.0', true],
    [' 1 ', '1.0', true],
    ['01', '1.0', true],
    ['1.01', '1.0', false],
    ['2', '1.0', false],
    ['', '1.0', false],
    ['one', '1.0', false],
    ['1e0', '1.0', false],
    ['0x1', '1.0', false],
    ['1.0', ' 1', true],
    ['one', 'two', false],
    ['1.0', 'one', false],
  ])('B3.5: %j and %j are the same version: %s', (a, b, same) => {
    expect(isSameVersion(a, b)).toBe(same);
  });

  it('B3.8: finds the declaration of the version that is asked for', () => {
    expect(functionOfVersion('GetDiary', '1')?.name).toBe('GetDiary');
    expect(functionOfVersion('GetDiary', '2')).toBeUndefined();
    expect(functionOfVersion('getdiary', '1')).toBeUndefined();
    const [first] = [functionOfVersion('GetDiary', '1.0')];
    if (first === undefined) throw new Error('GetDiary is not declared.');
    const second = { ...first, version: '2.0' };
    expect(functionOfVersion('GetDiary', '2', [first, second])).toBe(second);
    expect(functionOfVersion('GetDiary', '1', [second])).toBeUndefined();
  });
});
