import { describe, expect, it } from 'vitest';
import { formatDocument, getPatientRecord, parseDocument, requestTemplate } from '../src/index.js';
import { head, templateValues } from './support/organisation.js';

describe('requestTemplate', () => {
  it('is a document as people read it', () => {
    expect(requestTemplate(getPatientRecord, templateValues, { ...head, deviceId: '' })).toBe(`<ClientIntegrationRequest>
  <APIKey>00112233445566aa</APIKey>
  <DeviceID/>
  <RequestUID>r-1</RequestUID>
  <Function>GetPatientRecord</Function>
  <FunctionVersion>1.0</FunctionVersion>
  <FunctionParameters>
    <Identity>
      <NHSNumber>9990000018</NHSNumber>
    </Identity>
    <Filter>
      <Demographics/>
      <ClinicalCodes/>
      <Medication/>
    </Filter>
  </FunctionParameters>
</ClientIntegrationRequest>
`);
  });
});

describe('formatDocument', () => {
  it('keeps attributes, and text as it is', () => {
    expect(formatDocument(parseDocument('<a b="&quot;&#10;"><c> d\n</c>\n e <f/></a>'))).toBe('<a b="&quot;&#10;">\n  e\n  <c> d&#10;</c>\n  <f/>\n</a>\n');
    expect(formatDocument(parseDocument("<a b='1' c='2'/>"))).toBe('<a b="1" c="2"/>\n');
  });
});
