// What is done while the disk fails: a request of every function that writes, requests whose writing is the audit's alone, and operations of the screens.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workplace } from '../instance/desk.js';
import { identityOf, textsOf } from '../practice/request.js';
import { freeSlotsOf } from '../practice/slots.js';

/** How it ended: with a success, or with an error of this code. */
export type Outcome = 'success' | { readonly error: string };

export interface Scene extends Workplace {
  /** The folder of the data. */
  readonly data: string;
  /** Living patients' NHS numbers, always the same. */
  readonly numbers: readonly string[];
  /** What `prepare` has found. */
  found: string;
}

export interface Act {
  readonly name: string;
  /** Done before, while the disk works. */
  prepare?(scene: Scene): Promise<void>;
  act(scene: Scene): Promise<Outcome>;
  /** Files that an error must not leave; what a success has left is removed. */
  left?(scene: Scene): readonly string[];
}

const patient = ({ numbers }: Scene): string => identityOf(numbers[0] ?? '');
const event = (words: string): string => `<Clinical><Event><Narrative><Line>${words}</Line></Narrative></Event></Clinical>`;
const task = (words: string): string => `<NonClinical><Task><TaskType>Misc</TaskType><Content>${words}</Content></Task></NonClinical>`;

const request = async (scene: Scene, name: string, parameters: string): Promise<Outcome> => {
  const answer = await scene.ask(name, parameters);
  if (answer === undefined) return { error: 'silence' };
  return answer.error === undefined ? 'success' : { error: answer.error };
};
const must = async (scene: Scene, name: string, parameters: string): Promise<string> => {
  const answer = await scene.ask(name, parameters);
  if (answer === undefined || answer.error !== undefined) throw new Error(`The preparation was refused: ${name}, ${answer?.error ?? 'silence'}.`);
  return answer.text;
};
const operation = async (action: () => Promise<unknown>): Promise<Outcome> => {
  try {
    await action();
    return 'success';
  } catch (failure) {
    return { error: failure instanceof Error ? failure.name : 'unknown' };
  }
};

/** An act that is one request. */
const requesting = (name: string, functionName: string, parameters: (scene: Scene) => string, prepare?: Act['prepare']): Act => ({
  name,
  ...(prepare === undefined ? {} : { prepare }),
  act: (scene) => request(scene, functionName, parameters(scene)),
});

const unsaved = async (scene: Scene): Promise<void> => {
  await must(scene, 'UpdatePatientRecord', `${patient(scene)}${event('Left unsaved.')}${task('Left unsaved.')}<LeaveRecordOpen/>`);
};
const writtenFiles = ({ files }: Scene): readonly string[] => readdirSync(files).filter((name) => name !== 'in');
const writing = (act: Act): Act => ({ ...act, left: writtenFiles });
const fileOf = ({ files }: Scene): string => join(files, 'in', 'letter.txt');
const withFile = (scene: Scene, bytes: number): void => {
  mkdirSync(join(scene.files, 'in'), { recursive: true });
  writeFileSync(fileOf(scene), Buffer.alloc(bytes, 0x61));
};
const attached = (scene: Scene): string => `<Clinical><Event><Attachment><DocumentPath>${fileOf(scene)}</DocumentPath></Attachment></Event></Clinical>`;
const snapshots = (scene: Scene): readonly string[] => readdirSync(join(scene.data, 'snapshots'));

export const acts: readonly Act[] = [
  requesting('functions', 'GetFunctions', () => ''),
  requesting('search', 'PatientSearch', () => '<Surname>a</Surname><Gender>F</Gender>'),
  requesting('demographics', 'GetPatientRecord', (scene) => `${patient(scene)}<Filter><Demographics/></Filter>`),
  requesting('whole record, left open', 'GetPatientRecord', (scene) => `${patient(scene)}<LeaveRecordOpen/>`),
  requesting('slots', 'GetAppointmentSlots', () => ''),
  requesting('diary', 'GetDiary', () => ''),
  requesting('event and task', 'UpdatePatientRecord', (scene) => patient(scene) + event('Written while the disk failed.') + task('Written too.')),
  requesting(
    'demographics changed',
    'UpdatePatientRecord',
    (scene) => `${patient(scene)}<Demographics><HomeTelephone>01632 960123</HomeTelephone></Demographics>`,
  ),
  requesting(
    'booking',
    'UpdatePatientRecord',
    (scene) => `${patient(scene)}${event('With a booking.')}<NonClinical><Appointment>${scene.found}</Appointment></NonClinical>`,
    async (scene) => {
      scene.found = freeSlotsOf(await must(scene, 'GetAppointmentSlots', ''))[0]?.clinic ?? '';
    },
  ),
  requesting('left unsaved', 'UpdatePatientRecord', (scene) => `${patient(scene)}${event('Unsaved.')}<LeaveRecordOpen/>`),
  requesting(
    'attachment',
    'UpdatePatientRecord',
    (scene) => patient(scene) + attached(scene),
    async (scene) => withFile(scene, 3_000),
  ),
  requesting(
    'attachment in parts',
    'UpdatePatientRecord',
    (scene) => patient(scene) + attached(scene),
    async (scene) => withFile(scene, 3_000_000),
  ),
  requesting(
    'deletion',
    'DeleteFromPatientRecord',
    (scene) => `${patient(scene)}<Reason>A test</Reason>${scene.found}`,
    async (scene) => {
      const reply = await must(scene, 'UpdatePatientRecord', patient(scene) + event('To be deleted.') + task('To be deleted.'));
      scene.found = ['EventUID', 'TaskUID'].map((name) => `<${name}>${textsOf(reply, name)[0]}</${name}>`).join('');
    },
  ),
  requesting('dialog', 'LaunchFunctionality', (scene) => `${patient(scene)}<Task><Content>Ask.</Content></Task>`),
  requesting(
    'dialog with a file',
    'LaunchFunctionality',
    (scene) => `${patient(scene)}<Attachment><DocumentPath>${fileOf(scene)}</DocumentPath></Attachment>`,
    async (scene) => withFile(scene, 3_000),
  ),
  writing(requesting('schemas to files', 'GetXSDFiles', ({ files }) => `<WriteTo>${files}</WriteTo>`)),
  writing(
    requesting(
      'document to a file',
      'GetDocument',
      (scene) => `${patient(scene)}<DocumentUID>${scene.found}</DocumentUID><WriteTo>${scene.files}</WriteTo>`,
      async (scene) => {
        withFile(scene, 3_000_000);
        scene.found = textsOf(await must(scene, 'UpdatePatientRecord', patient(scene) + attached(scene)), 'DocumentUID')[0] ?? '';
      },
    ),
  ),
  writing(
    requesting(
      'extract to files',
      'DataExtract',
      ({ files }) => `<WriteTo>${files}</WriteTo>`,
      async (scene) => {
        const lead = (await scene.perform('staff.list', {})).find(({ role }) => role === 'informationGovernanceLead');
        await scene.perform('session.signIn', { userName: lead?.userName ?? '' });
      },
    ),
  ),
  requesting('exit', 'ExitClient', () => ''),
  requesting('refused', 'UpdatePatientRecord', () => identityOf('9990000018') + event('For nobody.')),
  { name: 'save', prepare: unsaved, act: (scene) => operation(() => scene.perform('session.save', {})) },
  { name: 'discard', prepare: unsaved, act: (scene) => operation(() => scene.perform('session.discard', {})) },
  { name: 'sign-out', act: (scene) => operation(() => scene.perform('session.signOut', {})) },
  { name: 'approval', act: (scene) => operation(() => scene.perform('devices.approve', { applicationId: scene.found })), prepare: withApplication },
  { name: 'block', act: (scene) => operation(() => scene.perform('devices.block', { applicationId: scene.found })), prepare: withApplication },
  {
    name: 'snapshot',
    act: (scene) => operation(() => scene.perform('data.snapshot', { name: 'a' })),
    left: snapshots,
    prepare: (scene) => withSnapshot(scene, 'b'),
  },
  {
    name: 'restore',
    act: (scene) => operation(() => scene.perform('data.restore', { name: 'b' })),
    prepare: async (scene) => {
      await withSnapshot(scene, 'b');
      await must(scene, 'UpdatePatientRecord', patient(scene) + event('After the snapshot.'));
    },
  },
];

async function withApplication(scene: Scene): Promise<void> {
  scene.found = (await scene.perform('applications.list', {}))[0]?.id ?? '';
}

async function withSnapshot(scene: Scene, name: string): Promise<void> {
  await scene.perform('data.snapshot', { name });
}

/** Removes what an act has left. */
export function tidy(scene: Scene): void {
  for (const name of writtenFiles(scene)) rmSync(join(scene.files, name), { recursive: true });
}
