import type { ClinicalItem } from '@s1kit/contract';
import { expect, it } from 'vitest';
import { codeLists } from '../../../src/directory/code-lists/index.js';
import { allergyKind } from '../../../src/patients/journal/index.js';

const coded = (Scheme: 'CTV3' | 'Snomed', Code: string, Term?: string): ClinicalItem => ({
  kind: 'ClinicalCode',
  value: { Code: { Scheme, Code, ...(Term === undefined ? {} : { Term }) } },
});

it('an allergy is a sensitivity, a code that the lists have as one, or an unlisted code whose words say so', () => {
  const lists = codeLists();
  expect(allergyKind({ kind: 'DrugSensitivity', value: { FreeText: 'Nuts' } }, lists)).toBe('some');
  expect(allergyKind(coded('CTV3', 'Xa5sH', 'Words of somebody'), lists)).toBe('some');
  expect(allergyKind(coded('CTV3', 'ZZZZ1', 'Kiwi fruit allergy'), lists)).toBe('some');
  expect(allergyKind(coded('CTV3', 'ZZZZ2', 'Family history of allergy'), lists)).toBeUndefined();
  expect(allergyKind(coded('CTV3', 'ZZZZ3', 'Sprain'), lists)).toBeUndefined();
  expect(allergyKind(coded('CTV3', 'ZZZZ4', 'No allergy to penicillin'), lists)).toBeUndefined();
  expect(allergyKind(coded('CTV3', 'ZZZZ5', 'Wasp venom allergy, no anaphylaxis so far'), lists)).toBe('some');
  expect(allergyKind({ kind: 'Narrative', value: { Line: ['allergy'] } }, lists)).toBeUndefined();
});

it('that none is known is told by a code of its own, and is no allergy', () => {
  const lists = codeLists();
  expect(allergyKind(coded('Snomed', '409137002', 'No known drug allergy'), lists)).toBe('noneKnown');
  expect(allergyKind(coded('Snomed', '716186003'), lists)).toBe('noneKnown');
  expect(allergyKind(coded('CTV3', '1151.', 'No known allergies'), lists)).toBe('noneKnown');
});
