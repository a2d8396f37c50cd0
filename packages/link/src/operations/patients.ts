import { Type } from '@sinclair/typebox';
import { operation } from './declare.js';

export const foundPatient = Type.Object({
  number: Type.String({ description: 'NHS number, or pseudo-number: opens the record' }),
  title: Type.String(),
  firstName: Type.String(),
  middleNames: Type.String(),
  surname: Type.String(),
  knownAs: Type.String(),
  dateOfBirth: Type.String(),
  dateOfDeath: Type.Union([Type.Null(), Type.String()]),
  age: Type.String({ description: 'Of who has died, at death' }),
  sex: Type.String({ description: 'M, F, U (unknown) or I (indeterminate)' }),
  confidential: Type.Boolean(),
  address: Type.String({ description: 'In one line, without the postcode' }),
  postcode: Type.String(),
});

export const patientOperations = {
  'patients.find': operation({
    method: 'GET',
    path: '/patients',
    summary:
      'Finds patients by the beginning of a name, by NHS number, by date of birth, or by name and date of birth. Confidential ones by their number alone.',
    right: 'patients.search',
    input: Type.Object({ text: Type.String({ minLength: 1, maxLength: 200, description: 'As typed: `jones m`, `999 000 0018`, `2 Mar 1980`' }) }),
    output: Type.Object({
      patients: Type.Array(foundPatient, { description: 'By name' }),
      more: Type.Boolean({ description: 'Whether there are more than are given' }),
      hint: Type.Union([Type.Null(), Type.String()], { description: 'Why the text can find nobody, for a person' }),
    }),
  }),
} as const;
