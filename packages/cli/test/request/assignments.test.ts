import { functionMap, parseDocument } from '@s1kit/contract';
import { describe, expect, it } from 'vitest';
import { parametersOf } from '../../src/request/assignments.js';

const { PatientSearch, GetPatientRecord, GetFunctions, UpdatePatientRecord } = functionMap;

describe('parameters from the command line', () => {
  it('are put in the order of the function, escaped, in ASCII', () => {
    expect(parametersOf(PatientSearch, ['Gender=F', 'Surname=O\'Neill & "Søn"'])).toBe(
      `<FunctionParameters><Surname>O'Neill &amp; &quot;S&#248;n&quot;</Surname><Gender>F</Gender></FunctionParameters>`,
    );
    expect(parametersOf(GetFunctions, [])).toBe('<FunctionParameters />');
  });

  it('reach below one another; a name without a value is an empty element', () => {
    expect(parametersOf(GetPatientRecord, ['LeaveRecordOpen', 'Filter.Demographics', 'Identity.NHSNumber=1', 'Filter.Medication='])).toBe(
      '<FunctionParameters><Identity><NHSNumber>1</NHSNumber></Identity><Filter><Demographics /><Medication /></Filter><LeaveRecordOpen /></FunctionParameters>',
    );
  });

  it('may be repeated where the function repeats them, with attributes', () => {
    expect(
      parametersOf(GetPatientRecord, ['Filter.ClinicalCode=A', 'Filter.ClinicalCode=B', 'Filter.ClinicalCode.IncludeDescendants=true', 'Filter.Numeric=C']),
    ).toBe(
      '<FunctionParameters><Filter><ClinicalCode>A</ClinicalCode><ClinicalCode IncludeDescendants="true">B</ClinicalCode><Numeric>C</Numeric></Filter></FunctionParameters>',
    );
  });

  it('begin another element when one is full', () => {
    const tree = parseDocument(parametersOf(UpdatePatientRecord, ['NonClinical.Task.Content=one', 'NonClinical.Task.Due=1', 'NonClinical.Task.Content=two']));
    expect(tree.children[0]?.children.map(({ children }) => children.map(({ text }) => text))).toEqual([['1', 'one'], ['two']]);
    expect(() => parametersOf(UpdatePatientRecord, ['Clinical.Event.DateTime=1', 'Clinical.Event.DateTime=2'])).toThrow(/given twice/);
  });

  it('keep the spelling of an alias', () => {
    expect(parametersOf(GetPatientRecord, ['Identity.NhsNumber=1'])).toContain('<NhsNumber>1</NhsNumber>');
  });

  it('that the function does not have are refused, with those that it has', () => {
    expect(() => parametersOf(PatientSearch, ['Name=Smith'])).toThrow(/no parameter "Name"; there are FirstName, Surname/);
    expect(() => parametersOf(GetPatientRecord, ['Identity.Number=1'])).toThrow(/no parameter "Number" below Identity; there are NHSNumber/);
    expect(() => parametersOf(GetPatientRecord, ['LeaveRecordOpen.X=1'])).toThrow(/nothing below LeaveRecordOpen/);
    expect(() => parametersOf(GetFunctions, ['X=1'])).toThrow(/there is none there/);
  });
});
