// The same day as day.sh, without the command: documents of XML over one connection, with nothing but Node.
//
//     node examples/day/day.mjs API_KEY [DEVICE_ID]
//
// Without a DeviceID the environment asks its user to approve this application. PAUSE=0 leaves out the pauses, for an environment that does not throttle.
import { createConnection } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';

const [apiKey = '', knownDevice = ''] = process.argv.slice(2);
if (apiKey === '') {
  console.error('Usage: day.mjs API_KEY [DEVICE_ID]');
  process.exit(2);
}
const connection = createConnection(Number(process.env.S1KIT_PORT ?? '40700'), '127.0.0.1');
// A reply is one line: it is whole when its line break has come.
const replies = createInterface({ input: connection })[Symbol.asyncIterator]();
let deviceId = knownDevice;
let count = 0;

/** @param {string} text as it may stand between tags */
const escaped = (text) => text.replace(/[&<>]/g, (one) => `&#${one.charCodeAt(0)};`);
/** @param {string} name @param {readonly string[]} children */
const element = (name, ...children) => `<${name}>${children.join('')}</${name}>`;
/** The text of the first element of that name. @param {string} xml @param {string} name */
const first = (xml, name) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '';

/** Sends a request and gives the whole reply, also one that tells of an error. @param {string} name @param {readonly string[]} parameters */
async function ask(name, ...parameters) {
  await setTimeout(1000 * Number(process.env.PAUSE ?? '1'));
  count += 1;
  const envelope = [
    element('APIKey', apiKey),
    element('DeviceID', deviceId),
    element('DeviceVersion', '1.0'),
    element('RequestUID', `day-${count}`),
    element('Function', name),
    element('FunctionVersion', '1.0'),
    element('FunctionParameters', ...parameters),
  ];
  connection.write(`${element('ClientIntegrationRequest', ...envelope)}\n`);
  const { value: reply = '' } = await replies.next();
  deviceId = first(reply, 'DeviceID');
  return reply;
}

/** As `ask`, where an error ends the day. @param {string} name @param {readonly string[]} parameters */
async function send(name, ...parameters) {
  const reply = await ask(name, ...parameters);
  if (!/<Response[ />]/.test(reply)) throw new Error(`${name}: ${first(reply, 'ErrorMessage') || reply || 'no reply'}`);
  return reply;
}

const diary = await send('GetDiary', element('Appointments'));
const patient = first(diary, 'NHSNumber');
const identity = element('Identity', element('NHSNumber', patient));
console.log(`Next in the diary: ${patient}, at ${first(diary, 'DateTimeStart')}`);

// Arrive: an appointment that is named by its UID is changed.
const arrival = element('Appointment', element('AppointmentUID', first(diary, 'AppointmentUID')), element('Status', 'Arrived'));
await send('UpdatePatientRecord', identity, element('NonClinical', arrival));
console.log('Arrived.');

// Read: demographics and medication; without a filter it would be the whole record.
const record = await send('GetPatientRecord', identity, element('Filter', element('Demographics'), element('Medication')));
console.log(`Read: born ${first(record, 'DateOfBirth')}, ${record.split('<Drug ').length - 1} entries of medication`);

// Write: one event with a line of text and a code with its value. The reply names what was made.
const note = element('Narrative', element('Line', 'Feels well. Weight checked.'));
const weight = element('ClinicalCode', '<Code Scheme="CTV3" Code="22A.."/>', element('Value', '71.5'), element('Units', 'Kg'));
const written = await send('UpdatePatientRecord', identity, element('Clinical', element('Event', note, weight)));
console.log(`Written: event ${first(written, 'EventUID')}`);

// Book: a slot has no identifier; a booking repeats what names it. What was read is still escaped, so it goes back as it came.
const slots = await send('GetAppointmentSlots');
const copied = (/** @type {string[]} */ ...names) => names.map((name) => element(name, first(slots, name)));
const clinic = element('Clinic', ...copied('UserName', 'SiteName', 'ClinicType'), element('Slot', ...copied('SlotType', 'DateTimeStart', 'Duration')));
const comments = element('Comments', escaped('Weight & blood pressure again'));
const booked = await send('UpdatePatientRecord', identity, element('NonClinical', element('Appointment', clinic, comments)));
console.log(`Booked: appointment ${first(booked, 'AppointmentUID')}, at ${first(slots, 'DateTimeStart')}`);

// Nobody gets that slot a second time.
const refused = await ask('UpdatePatientRecord', identity, element('NonClinical', element('Appointment', clinic)));
console.log(`The same slot again: ${/Code="[A-Za-z]*"/.exec(refused)?.[0]}`);

// Delete: only what this application wrote, with a reason, and all that is named or nothing.
const line = element('Narrative', element('Line', 'For somebody else.'));
const mistake = first(await send('UpdatePatientRecord', identity, element('Clinical', element('Event', line))), 'EventUID');
await send('DeleteFromPatientRecord', identity, element('Reason', 'Entered for the wrong patient'), element('EventUID', mistake));
console.log(`Deleted: event ${mistake}`);
connection.end();
