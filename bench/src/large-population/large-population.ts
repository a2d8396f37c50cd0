// PatientSearch and GetPatientRecord (demographics) among many patients, beside the same among 1,000 (QUALITY, Speed).
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Benchmark, Pair, Setting } from '../benchmark.js';
import { newDevice, requestOf } from '../environment/exchange.js';
import { startWatched, type Watched } from '../environment/watched.js';
import { keptFolder, sizeOf } from '../kept.js';
import { type Asking, startAsking } from './asking.js';
import { type KnownPatient, somePatients } from './people.js';

/** How long each is measured in a round, in milliseconds. */
const milliseconds = 700;
/** As many patients are asked for in turn: too many to be in a cache together by chance. */
const asked = 500;

/** What is asked of a patient: the function, its parameters, and what the reply has in it. */
const questions: readonly (readonly [what: string, name: string, parameters: (patient: KnownPatient) => string, having: string])[] = [
  [
    'PatientSearch by surname and birthday',
    'PatientSearch',
    (one) => `<Surname>${one.surname}</Surname><DateOfBirth>${one.dateOfBirth}</DateOfBirth>`,
    '<Result>',
  ],
  ['PatientSearch by surname and postcode', 'PatientSearch', (one) => `<Surname>${one.surname}</Surname><PostCode>${one.postcode}</PostCode>`, '<Result>'],
  [
    'PatientSearch by first name and birthday',
    'PatientSearch',
    (one) => `<FirstName>${one.firstName}</FirstName><DateOfBirth>${one.dateOfBirth}</DateOfBirth>`,
    '<Result>',
  ],
  [
    'GetPatientRecord, demographics',
    'GetPatientRecord',
    (one) => `<Identity><NHSNumber>${one.nhsNumber}</NHSNumber></Identity><Filter><Demographics/></Filter>`,
    '<Demographics>',
  ],
];

export const largePopulation: Benchmark = {
  name: 'large-population',
  purpose: 'Searches and demographics among many patients, beside the same among 1,000.',
  prepare: async (setting: Setting) => {
    const [few, many] = [await opened(1_000, setting), await opened(sizeOf('patients'), setting)];
    const asking = startAsking();
    const pairs = questions.map((question, index) => pairOf(`${question[0]}, ${many.patients.toLocaleString('en-GB')} patients`, asking, [many, few], index));
    const close = async (): Promise<void> => {
      await asking.close();
      for (const { demo } of [few, many]) {
        await demo.ask({ kind: 'stop' });
        await demo.close();
      }
    };
    return { pairs, close };
  },
};

interface Opened {
  readonly demo: Watched;
  readonly port: number;
  readonly patients: number;
  /** For each question as many requests as patients are asked for. */
  readonly requests: readonly (readonly string[])[];
}

async function opened(patients: number, { folder, say }: Setting): Promise<Opened> {
  const data = join(keptFolder() ?? folder, `patients-${patients}`);
  mkdirSync(data, { recursive: true });
  const database = join(data, 's1kit.db');
  const isThere = existsSync(database);
  if (!isThere) say(`making ${patients.toLocaleString('en-GB')} patients`);
  const demo = startWatched();
  await demo.ask({ kind: 'watch' });
  const { port, apiKey, took, grown } = await demo.ask({ kind: 'start', data, patients, history: 'none' });
  if (!isThere) say(`${(took / 1_000).toFixed(1)} s, ${megabytes(statSync(database).size)} on disk, memory larger by ${megabytes(grown)} at most`);
  const deviceId = await newDevice(port, apiKey);
  const known = somePatients(database, asked);
  const requests = questions.map(([, name, parameters]) => known.map((one) => requestOf({ apiKey, deviceId, name, parameters: parameters(one) })));
  return { demo, port, patients, requests };
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(0)} MiB`;
}

function pairOf(what: string, asking: Asking, [many, few]: readonly [Opened, Opened], index: number): Pair {
  const having = questions[index]?.[3] ?? '';
  const measure = async ({ port, requests }: Opened): Promise<{ median: number }> => {
    const { median } = await asking.ask({ port, requests: requests[index] ?? [], milliseconds, having });
    return { median };
  };
  return {
    rows: [{ figure: 'median', what, beside: 'among 1,000', unit: 'ms', goals: [{ of: 'ratio', atMost: 1.5 }] }],
    subject: () => measure(many),
    reference: () => measure(few),
  };
}
