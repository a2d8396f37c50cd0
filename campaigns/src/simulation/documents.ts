// The documents that clients of the simulation send, and what each is to bring about.
import { type Chance, weightsOf } from '@s1kit/server';
import { identityOf, requestText } from '../practice/request.js';

/** What a document changes if it succeeds. */
export type Effect =
  | { readonly kind: 'write' | 'leave'; readonly marker: string; readonly nhsNumber: string; readonly parts: number }
  | { readonly kind: 'delete'; readonly marker: string };

export interface Composed {
  readonly text: string;
  readonly functionName: string;
  readonly effect?: Effect;
  /** It asks for a patient of another organisation. */
  readonly foreign?: true;
}

/** What a client knows when it writes a document. */
export interface Knowledge {
  readonly apiKey: string;
  /** The DeviceID of its workstation, once it has one. */
  readonly deviceId: string;
  readonly numbers: readonly string[];
  /** A number that only another organisation has. */
  readonly foreignNumber: string;
  /** Slots that a reply has offered, as bookings. */
  readonly slots: readonly string[];
  /** What can be deleted: elements that name it, and whose it is. */
  readonly deletable: readonly { readonly marker: string; readonly nhsNumber: string; readonly uids: string }[];
  readonly requestUid: string;
  readonly marker: string;
}

type Composer = (
  chance: Chance,
  known: Knowledge,
) => Omit<Composed, 'text'> & { readonly parameters: string; readonly apiKey?: string; readonly deviceId?: string };

const event = (marker: string): string => `<Clinical><Event><Narrative><Line>${marker};</Line></Narrative></Event></Clinical>`;
const task = (marker: string): string => `<Task><TaskType>Misc</TaskType><Content>${marker};</Content></Task>`;

const reading = (functionName: string, parameters: (chance: Chance, known: Knowledge) => string): Composer => {
  return (chance, known) => ({ functionName, parameters: parameters(chance, known) });
};
const ofPatient =
  (more: string) =>
  (chance: Chance, { numbers }: Knowledge) =>
    identityOf(chance.pick(numbers)) + more;

const writing: Composer = (chance, { marker, numbers, slots }) => {
  const nhsNumber = chance.pick(numbers);
  const slot = slots.length > 0 && chance.chance(0.5) ? chance.pick(slots.slice(0, 12)) : undefined;
  const booking = slot === undefined ? '' : `<Appointment>${slot}<Comments>${marker};</Comments></Appointment>`;
  const parameters = `${identityOf(nhsNumber)}${event(marker)}<NonClinical>${booking}${task(marker)}</NonClinical>`;
  return { functionName: 'UpdatePatientRecord', parameters, effect: { kind: 'write', marker, nhsNumber, parts: slot === undefined ? 2 : 3 } };
};

const leaving: Composer = (chance, { marker, numbers }) => {
  // Two patients, so that the one whose record is open comes up often.
  const nhsNumber = chance.pick(numbers.slice(0, 2));
  const parameters = `${identityOf(nhsNumber)}${event(marker)}<NonClinical>${task(marker)}</NonClinical><LeaveRecordOpen/>`;
  return { functionName: 'UpdatePatientRecord', parameters, effect: { kind: 'leave', marker, nhsNumber, parts: 2 } };
};

const deleting: Composer = (chance, known) => {
  if (known.deletable.length === 0) return writing(chance, known);
  const { marker, nhsNumber, uids } = chance.pick(known.deletable);
  return { functionName: 'DeleteFromPatientRecord', parameters: `${identityOf(nhsNumber)}<Reason>A test</Reason>${uids}`, effect: { kind: 'delete', marker } };
};

const asking =
  (composer: Composer, changed: { readonly apiKey?: string; readonly deviceId?: string }): Composer =>
  (chance, known) => ({
    ...composer(chance, known),
    ...changed,
  });

const functions = reading('GetFunctions', () => '');

const kinds: readonly (readonly [number, Composer])[] = [
  [4, functions],
  [3, reading('PatientSearch', (chance) => `<Surname>${chance.pick(['a', 'b', 'h', 'm'])}</Surname><Gender>F</Gender>`)],
  [4, reading('GetPatientRecord', ofPatient('<Filter><Demographics/></Filter>'))],
  [2, reading('GetPatientRecord', ofPatient(''))],
  [2, reading('GetAppointmentSlots', () => '')],
  [1, reading('GetCurrentActivity', () => '')],
  [1, reading('GetDiary', () => '')],
  [8, writing],
  [3, leaving],
  [3, deleting],
  [1, reading('UpdatePatientRecord', ofPatient('<Demographics><HomeTelephone>01632 960222</HomeTelephone></Demographics>'))],
  [1, reading('UpdatePatientRecord', ofPatient('<Demographics><Unknown>1</Unknown></Demographics>'))],
  [1, asking(writing, { apiKey: '0000000000000000' })],
  [1, asking(writing, { deviceId: '0000000000000000' })],
  [1, asking(functions, { deviceId: '' })],
  [1, (_chance, { foreignNumber }) => ({ functionName: 'GetPatientRecord', parameters: identityOf(foreignNumber), foreign: true })],
];
const weights = weightsOf(kinds.map(([weight]) => weight));

/** Composes a document. */
export function compose(chance: Chance, known: Knowledge): Composed {
  const [, composer] = kinds[chance.weighted(weights)] ?? [0, functions];
  const { parameters, apiKey = known.apiKey, deviceId = known.deviceId, functionName, effect, foreign } = composer(chance, known);
  const text = requestText({ apiKey, deviceId, function: functionName, parameters, requestUid: known.requestUid });
  return { text, functionName, ...(effect === undefined ? {} : { effect }), ...(foreign === undefined ? {} : { foreign }) };
}

/** Documents that are none: after one of these nothing more is read from its connection. */
export const garbage: readonly string[] = [
  '<a></b>',
  'not a document',
  '<!DOCTYPE a><a/>',
  '<a b="1" b="2"/>',
  '<?xml version="1.0" encoding="ebcdic"?><a/>',
  '<a>&amp</a>',
];
