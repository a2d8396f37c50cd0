// Where the time of one small request goes, in microseconds by stage: the real command under load, profiled by Node.js.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startDemo } from '../environment/demo-process.js';
import { newDevice, requestOf } from '../environment/exchange.js';
import { serialMark, startLoad } from '../load/load.js';
import { runsFolder } from '../run.js';
import { type Profile, type Span, timeByStage } from './profile.js';
import { stageNames, stageOf } from './stages.js';

/** How many clients ask at once. */
const loads = [1, 64] as const;
const milliseconds = 4_000;
/** Between two samples. */
const sampleMicroseconds = 100;

/** A table in Markdown: PatientSearch, a column for each number of connections. */
export async function stageTable(): Promise<string> {
  const folder = mkdtempSync(join(runsFolder, 'stages-'));
  try {
    const measured = await profiled(folder);
    const columns = measured.map(({ times, requests }) => stageNames.map((stage) => (times.get(stage) ?? 0) / requests));
    const sums = columns.map((column) => column.reduce((sum, time) => sum + time, 0));
    const line = (what: string, times: readonly number[]): string => `| ${what} | ${times.map((time) => time.toFixed(1)).join(' | ')} |`;
    return [
      `| stage | ${loads.map((connections) => `${connections} connection${connections === 1 ? '' : 's'}, µs`).join(' | ')} |`,
      `| --- |${loads.map(() => ' ---: |').join('')}`,
      ...stageNames.map((stage, index) =>
        line(
          stage,
          columns.map((column) => column[index] ?? 0),
        ),
      ),
      line('together', sums),
    ].join('\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Measured {
  readonly times: ReadonlyMap<string, number>;
  readonly requests: number;
}

async function profiled(folder: string): Promise<readonly Measured[]> {
  const profiles = join(folder, 'profiles');
  const data = join(folder, 'data');
  await (await startDemo({ data })).close();
  const demo = await startDemo({ data, nodeOptions: ['--cpu-prof', '--cpu-prof-dir', profiles, '--cpu-prof-interval', String(sampleMicroseconds)] });
  const load = startLoad();
  const seen: { readonly span: Span; readonly requests: number }[] = [];
  try {
    const deviceId = await newDevice(demo.port, demo.apiKey);
    const parameters = '<FirstName>Ada</FirstName><Surname>Jones</Surname>';
    const request = requestOf({ apiKey: demo.apiKey, deviceId, name: 'PatientSearch', parameters, requestUid: serialMark });
    for (const connections of loads) {
      await load.ask({ port: demo.port, connections, request, milliseconds });
      const from = microseconds();
      const { requests } = await load.ask({ port: demo.port, connections, request, milliseconds });
      seen.push({ span: { from, to: microseconds() }, requests });
    }
  } finally {
    await load.close();
    await demo.close();
  }
  const [file = ''] = readdirSync(profiles);
  const profile = JSON.parse(readFileSync(join(profiles, file), 'utf8')) as Profile; // As Node.js writes it.
  return seen.map(({ span, requests }) => ({ times: timeByStage(profile, span, stageOf), requests }));
}

function microseconds(): number {
  return Number(process.hrtime.bigint() / 1000n);
}
