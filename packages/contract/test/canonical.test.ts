import { describe, expect, it } from 'vitest';
import { canonicalRequest, documentText, getPatientRecord, parseDocument, patientSearch } from '../src/index.js';

const inOrder = (declaration: typeof patientSearch | typeof getPatientRecord, document: string): string =>
  documentText(canonicalRequest(declaration, parseDocument(document)));

describe('a canonical request', () => {
  it('B3.5: has the order of the schema, at every level', () => {
    expect(
      inOrder(patientSearch, '<R><FunctionParameters><Surname>A</Surname><FirstName>B</FirstName></FunctionParameters><DeviceID/><APIKey>1</APIKey></R>'),
    ).toBe('<R><APIKey>1</APIKey><DeviceID/><FunctionParameters><FirstName>B</FirstName><Surname>A</Surname></FunctionParameters></R>');
  });

  it('B3.5: has aliases spelled as the schema does, and leaves out what counts as absent', () => {
    expect(inOrder(patientSearch, '<R><FunctionParameters><Gender> </Gender><Postcode>X</Postcode><FirstName/></FunctionParameters></R>')).toBe(
      '<R><FunctionParameters><FirstName/><PostCode>X</PostCode></FunctionParameters></R>',
    );
    expect(inOrder(getPatientRecord, '<R><FunctionParameters><Identity><NhsNumber>1</NhsNumber></Identity></FunctionParameters></R>')).toBe(
      '<R><FunctionParameters><Identity><NHSNumber>1</NHSNumber></Identity></FunctionParameters></R>',
    );
  });

  it('B3.4: has no element that is nil, but an empty one where there must be one', () => {
    const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
    expect(
      inOrder(
        patientSearch,
        `<R ${xsi}><RequestUID xsi:nil="1"/><FunctionParameters><Surname xsi:nil="true"/><Telephone xsi:nil="false">X</Telephone></FunctionParameters></R>`,
      ),
    ).toBe(`<R ${xsi}><RequestUID/><FunctionParameters><Telephone>X</Telephone></FunctionParameters></R>`);
    // An empty element that says that it is not nil was kept, and the schema refused it.
    expect(inOrder(patientSearch, `<R ${xsi}><FunctionParameters><Surname/><Gender xsi:nil="false"/></FunctionParameters></R>`)).toBe(
      `<R ${xsi}><FunctionParameters><Surname/></FunctionParameters></R>`,
    );
    const invalid = `<R ${xsi}><FunctionParameters><Surname xsi:nil="true">A</Surname></FunctionParameters></R>`;
    expect(inOrder(patientSearch, invalid)).toBe(invalid);
  });

  it('keeps a nil element that has something in it, and other attributes, for the schema to judge', () => {
    const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
    const withChild = `<R ${xsi}><FunctionParameters><Surname xsi:nil="true"><b/></Surname></FunctionParameters></R>`;
    expect(inOrder(patientSearch, withChild)).toBe(withChild);
    expect(inOrder(patientSearch, `<R ${xsi}><FunctionParameters><Surname a="b" xsi:nil="false">A</Surname></FunctionParameters></R>`)).toBe(
      `<R ${xsi}><FunctionParameters><Surname a="b">A</Surname></FunctionParameters></R>`,
    );
    // One that must be there stays, and one that may be empty is absent only without children.
    expect(inOrder(patientSearch, '<R><FunctionParameters><Gender><b/></Gender></FunctionParameters></R>')).toBe(
      '<R><FunctionParameters><Gender><b/></Gender></FunctionParameters></R>',
    );
  });

  it('keeps what the schema does not know, behind the rest and in its own order', () => {
    expect(inOrder(patientSearch, '<R><B/><A/><APIKey>1</APIKey></R>')).toBe('<R><APIKey>1</APIKey><B/><A/></R>');
  });
});
