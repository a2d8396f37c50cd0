// The form of a file with one's own sites, staff, clinics and patients. It is published as docs/reference/import.schema.json.
import { address, demographics, event, itemNames, itemTypes, organisationListNames } from '@s1kit/contract';
import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { enumerated, jsonShape } from './json-shape.js';

const words = (description: string) => Type.String({ description, maxLength: 200 });
const name = (description: string) => Type.String({ description, minLength: 1, maxLength: 200 });
const day = (description: string) => Type.String({ description, pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' });
const closed = { additionalProperties: false } as const;

/** How files come in: with their bytes, for the environment makes the identifiers. */
const file = {
  FileName: name('The name of the file.'),
  MediaType: Type.Optional(name('text/plain, application/pdf, image/png …')),
  Content: Type.Optional(Type.String({ description: 'The bytes of the file, base64.', pattern: '^[A-Za-z0-9+/=\\r\\n]*$' })),
};

const key = Type.String({
  description: 'A name of your choice for the problem, unique in the patient; LinkedProblemUID refers to it.',
  minLength: 1,
  maxLength: 100,
});

function itemSchema(kind: (typeof itemNames)[number]): TSchema {
  const shape = jsonShape(itemTypes[kind], { without: ['DocumentPath', 'DocumentUID', 'FileSize'], instead: { ProblemUID: key, LinkedProblemUID: key } });
  if (kind !== 'Attachment' && kind !== 'Letter') return shape;
  const { FileName, MediaType, Content } = file;
  return Type.Object({ ...shape.properties, FileName: Type.Optional(FileName), MediaType, Content }, closed);
}

/** An item under the name of its kind: `{ "ClinicalCode": { … } }`. */
const item = Type.Object(Object.fromEntries(itemNames.map((kind) => [kind, Type.Optional(itemSchema(kind))])), {
  ...closed,
  minProperties: 1,
  maxProperties: 1,
  description: 'One item, under the name of its kind: { "ClinicalCode": { … } }.',
});

// What the contract's shapes declare is not inferred a second time: it is read through the contract's own types.
const addressForm = Type.Unsafe<Readonly<Record<string, string>>>(jsonShape(address));
const methodField = event.fields.Method.shape;

const patientEvent = Type.Object(
  {
    dateTime: Type.String({
      description: 'When it took place: yyyy-MM-ddTHH:mm:ss, UK wall-clock time.',
      pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}$',
    }),
    enteredAt: Type.Optional(
      Type.String({ description: 'When it was recorded, if not at once: as dateTime.', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}$' }),
    ),
    userName: name('Who recorded it: a user name of this file or of the environment.'),
    doneBy: Type.Optional(words('Who did it: SURNAME, Forename (Role). The user if left out.')),
    doneAt: Type.Optional(words("Where. The user's site if left out.")),
    method: Type.Optional(enumerated(methodField.values ?? [], 'How it was done.')),
    items: Type.Array(Type.Unsafe<Readonly<Record<string, Readonly<Record<string, unknown>>>>>(item), { minItems: 1, maxItems: 1000 }),
  },
  closed,
);

const site = Type.Object(
  {
    id: name('A short code.'),
    name: name('As clinics and slots use it.'),
    telephone: Type.Optional(words('The telephone.')),
    address: Type.Optional(addressForm),
    primary: Type.Optional(Type.Boolean({ description: 'Whether it is the main site.' })),
  },
  closed,
);

const roles = ['clinician', 'receptionist', 'administrator', 'informationGovernanceLead'] as const;

const member = Type.Object(
  {
    userName: Type.String({ description: 'The key of clinics, slots and diary.', pattern: '^[A-Za-z0-9._-]{1,60}$' }),
    title: Type.Optional(words('The title.')),
    firstName: name('The first name.'),
    middleNames: Type.Optional(words('Further first names.')),
    surname: name('The surname.'),
    gender: Type.Optional(enumerated(['M', 'F', 'U', 'I'])),
    role: enumerated(roles, 'Decides the rights.'),
    jobTitle: Type.Optional(words('As shown: Practice Nurse.')),
    roleCode: Type.Optional(words('A code of the role.')),
    nationalId: Type.Optional(words('A national identifier: a fictitious one.')),
    nationalIdType: Type.Optional(words('Which national identifier.')),
    groups: Type.Optional(Type.Array(name('A group.'))),
    teams: Type.Optional(Type.Array(name('A team.'))),
    site: name('The id of a site.'),
    password: Type.Optional(Type.String({ description: 'A Demo password, kept in plain text.', minLength: 1, maxLength: 100 })),
  },
  closed,
);

const session = Type.Object(
  {
    weekday: Type.Integer({ minimum: 1, maximum: 7, description: '1 is Monday.' }),
    start: Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$', description: 'HH:mm, UK wall-clock time.' }),
    slots: Type.Array(Type.Object({ type: name('The slot type.'), minutes: Type.Integer({ minimum: 1, maximum: 480 }) }, closed), {
      minItems: 1,
      maxItems: 300,
    }),
    from: Type.Optional(day('The first day.')),
    until: Type.Optional(day('The last day.')),
    everyWeeks: Type.Optional(Type.Integer({ minimum: 1, maximum: 52 })),
  },
  closed,
);

const clinic = Type.Object(
  {
    userName: name('Whose clinic it is.'),
    site: name('The id of a site.'),
    clinicType: name('The clinic type.'),
    sessions: Type.Array(session, { minItems: 1 }),
  },
  closed,
);

const patient = Type.Object(
  {
    nhsNumber: Type.Optional(Type.String({ description: '999 000 0000 to 999 999 9999 without spaces, valid by modulus 11.', pattern: '^999[0-9]{7}$' })),
    pseudoNumber: Type.Optional(Type.String({ description: 'Where there is no NHS number.', pattern: '^[A-Za-z0-9]{1,20}$' })),
    confidential: Type.Optional(Type.Boolean()),
    demographics: Type.Unsafe<Readonly<Record<string, unknown>>>(jsonShape(demographics, { required: ['FirstName', 'Surname', 'DateOfBirth', 'Sex'] })),
    registrations: Type.Optional(
      Type.Array(
        Type.Object(
          { type: name('GMS, Temporary Resident …'), status: name('Current …'), from: day('The first day.'), until: Type.Optional(day('The last day.')) },
          closed,
        ),
      ),
    ),
    addresses: Type.Optional(
      Type.Array(Type.Object({ type: name('Home …'), address: addressForm, from: day('The first day.'), until: Type.Optional(day('The last day.')) }, closed)),
    ),
    events: Type.Optional(Type.Array(patientEvent)),
  },
  closed,
);

export const importSchema = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    lists: Type.Optional(
      Type.Object(Object.fromEntries(organisationListNames.slice(2).map((list) => [list, Type.Optional(Type.Array(name('A value to add.')))])), {
        ...closed,
        description: "Values to add to the organisation's lists. Those of clinics and slots are added by themselves.",
      }),
    ),
    sites: Type.Optional(Type.Array(site)),
    staff: Type.Optional(Type.Array(member)),
    clinics: Type.Optional(Type.Array(clinic)),
    patients: Type.Optional(Type.Array(patient)),
  },
  { ...closed, $id: 'https://s1kit.invalid/import.schema.json', title: 'Sites, staff, clinics and patients for an s1kit Demo environment' },
);

/** A file that has the form. */
export type ImportDocument = Static<typeof importSchema>;
export type ImportPatient = Static<typeof patient>;
export type ImportEvent = Static<typeof patientEvent>;

/** The published JSON Schema, as text. */
export function importSchemaText(): string {
  return `${JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', ...importSchema }, null, 2)}\n`;
}
