import { describe, expect, it } from 'vitest';
import { fieldOf } from '../../src/screens/dialogs/faults.js';
import { sourcesText } from '../../src/screens/unsaved/sources.js';
import { fieldName } from '../../src/screens/words/fields.js';
import { itemInWords } from '../../src/screens/words/items.js';
import { valueText } from '../../src/screens/words/values.js';

const nameOf = (userName: string): string => (userName === 'ashah' ? 'Dr Anita Shah' : userName);

describe('entries in words', () => {
  it.each([
    ['DateOfBirth', '1960-12-31', '31-Dec-1960'],
    ['Due', '2026-03-02T09:30:00', '02-Mar-2026 09:30'],
    ['UserName', 'ashah', 'Dr Anita Shah'],
    ['Sex', 'I', 'Indeterminate'],
    ['Duration', 10, '10 minutes'],
    ['MaritalStatus', { Code: { Scheme: 'CTV3', Code: '133S.', Term: 'Single' } }, 'Single'],
    ['Code', { Scheme: 'CTV3', Code: 'XE0Uc', Term: '' }, 'XE0Uc'],
    ['Drug', { Scheme: 'Dmd', ProductID: '1', Name: 'Amlodipine' }, 'Amlodipine'],
    ['Address', { HouseNumber: '1', Road: 'High Street', Postcode: 'LS1 1AA' }, '1 High Street, LS1 1AA'],
    ['SenderName', { Title: 'Dr', Surname: 'Wong' }, 'Dr Wong'],
    ['Flag', ['A', 'B'], 'A, B'],
    ['RepeatIssue', true, 'Yes'],
    ['Address', {}, ''],
    ['Value', 0, '0'],
    ['Title', null, ''],
  ])('%s %j is %s', (name, value, text) => {
    expect(valueText(name, value, nameOf)).toBe(text);
  });

  it('say what an item is, and what it says first', () => {
    const code = { Scheme: 'CTV3', Code: '22A..', Term: 'Weight' };
    expect(itemInWords('ClinicalCode', { Code: code, Value: '81.5', Units: 'kg', FreeText: 'x' }, nameOf)).toEqual({
      kind: 'Measurement',
      lead: 'Weight 81.5 kg',
      rest: [['FreeText', 'x']],
    });
    expect(itemInWords('ClinicalCode', { Code: code, ProblemSeverity: 'Major', ProblemUID: 'x' }, nameOf).kind).toBe('Problem');
    expect(itemInWords('Narrative', { Line: ['One', '  two'] }, nameOf)).toEqual({ kind: 'Note', lead: 'One\n  two', rest: [] });
  });

  it('what it was: a measurement that was sent with a comparator was shown as if it had none', () => {
    const code = { Scheme: 'CTV3', Code: '44P5.', Term: 'Serum HDL' };
    expect(itemInWords('ClinicalCode', { Code: code, Value: '5', Units: 'mmol/L', Comparator: '4' }, nameOf).rest).toEqual([['Comparator', '4']]);
  });

  it('call fields by plain names', () => {
    expect(['MobileTelephone', 'SMSConsent', 'BatchNumber', 'HouseName'].map(fieldName)).toEqual([
      'Mobile telephone',
      'May be sent text messages',
      'Batch number',
      'House name',
    ]);
  });

  it('say where changes come from, oneself last', () => {
    expect(sourcesText([{ application: null }, { application: 'Waiting Room' }, { application: 'Waiting Room' }])).toBe('From Waiting Room (2), yourself (1).');
    expect(sourcesText([])).toBe('');
  });

  it.each([
    ['/ClientIntegrationRequest/FunctionParameters/Clinical/Event/Medication/Drug/@ProductID', 'Medication', 'Drug'],
    ['/ClientIntegrationRequest/FunctionParameters/NonClinical/Appointment/Clinic/Slot', 'Appointment', 'Clinic'],
    ['/ClientIntegrationRequest/FunctionParameters/NonClinical/Appointment', 'Appointment', undefined],
    ['/ClientIntegrationRequest/FunctionParameters/Clinical/Event/Letter[2]/Type', 'Letter', 'Type'],
    ['/ClientIntegrationRequest/FunctionParameters/Clinical', 'Letter', undefined],
    ['/Drug/ProductID', 'Medication', 'Drug'],
    ['/DocumentPath', 'Attachment', 'DocumentPath'],
  ])('find the field of %s in %s: %s', (path, element, field) => {
    expect(fieldOf(path, element)).toBe(field);
  });
});
