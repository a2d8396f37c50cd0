// What the operations on appointments and on visits have in common.
import { Type } from '@sinclair/typebox';

export const day = Type.String({ description: 'UK day, yyyy-MM-dd' });
export const wallClock = Type.String({ description: 'UK wall-clock time, yyyy-MM-ddTHH:mm:ss' });
export const sentTime = Type.String({
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}$',
  description: 'UK wall-clock time, yyyy-MM-ddTHH:mm:ss; of an hour that occurs twice the first',
});
export const nullableText = Type.Union([Type.Null(), Type.String()]);
export const name = Type.String({ minLength: 1, maxLength: 200 });
export const patientNumber = Type.String({ minLength: 1, maxLength: 50, description: 'NHS number, or pseudo-number' });
export const uidText = Type.String({ minLength: 1, maxLength: 50, description: 'The identifier, as in messages' });
export const comments = Type.String({ maxLength: 2000 });
export const reason = Type.Optional(Type.String({ maxLength: 500, description: 'Why it is cancelled, which cancelling needs; it is added to the comments' }));
export const minutes = Type.Integer({ minimum: 1, maximum: 1440 });

const sentDay = (description: string) => Type.Optional(Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', description }));

export const stretch = {
  from: sentDay('The first UK day, yyyy-MM-dd; today if left out'),
  to: sentDay('The last day, at most six days on; the first if left out'),
};

export const person = Type.Object({
  userName: Type.String(),
  name: Type.String({ description: 'As staff are called; the user name of somebody who has left' }),
});

/** Who and how it was entered. */
export const entered = {
  enteredBy: person,
  enteredAt: Type.String({ description: 'ISO 8601, UTC' }),
  software: Type.Union([Type.Null(), Type.String()], { description: 'The application that wrote it; null for a person at the screens' }),
};

const namedPatient = {
  nhsNumber: Type.String({ description: 'NHS number, or pseudo-number' }),
  title: Type.String(),
  firstName: Type.String(),
  surname: Type.String(),
  dateOfBirth: Type.String(),
  dateOfDeath: nullableText,
};

/** Null for who may not read demographics, and for a confidential patient whose record is not open at this workstation (B6.4). */
export const patientOrNone = Type.Union([Type.Null(), Type.Object(namedPatient)]);

export const visitedPatientOrNone = Type.Union([
  Type.Null(),
  Type.Object({ ...namedPatient, address: Type.Array(Type.String(), { description: 'Its lines' }), telephones: Type.Array(Type.String()) }),
]);

export const isConfidential = Type.Boolean({ description: 'Whether the patient is found by NHS number alone' });
