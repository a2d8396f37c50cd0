// s1kit data: the environment's data as a whole.
import type { OutputOf } from '@s1kit/link';
import type { Command } from 'commander';
import { CommandError, usageError } from '../command-error.js';
import { readInput } from '../input.js';
import { type CommandSetting, clientOptions, runs, withExamples, withOptions } from './command.js';

type Snapshot = OutputOf<'data.snapshots'>[number];
type Patient = OutputOf<'data.patients'>[number];

/** Adds the command. */
export function dataCommands(program: Command, setting: CommandSetting): void {
  const data = withExamples(program.command('data').description("The environment's data: reset, snapshots, more patients, your own."), [
    ['s1kit data snapshot before-test', 'keeps the data as it is now'],
    ['s1kit data restore before-test', 'puts it back'],
    ['s1kit data reset', 'makes the fictitious data anew'],
    ['s1kit data import practice.json', 'adds sites, staff, clinics and patients of your own'],
  ]);

  const reset = data.command('reset').description('Makes the fictitious data anew from its seed and day. The Message Audit goes on.');
  withExamples(withOptions(reset, clientOptions), [['s1kit data reset', 'as it was when it was made']]);
  runs(reset, setting, async ({ client, output }) => {
    const done = await client().perform('data.reset', {});
    output.result(done, () => `The data is made anew: ${done.patients} patients.`);
  });

  const snapshot = data
    .command('snapshot')
    .argument('<name>', 'letters, digits, - and _')
    .description('Keeps the data as it is now under a name. The Message Audit is not part of it.');
  withExamples(withOptions(snapshot, clientOptions), [['s1kit data snapshot before-test', 'keeps the data as it is now']]);
  runs(snapshot, setting, async ({ client, output }, [name]: [string]) => {
    const done = await client().perform('data.snapshot', { name });
    output.result(done, () => `Snapshot ${done.name}: ${done.bytes} bytes.`);
  });

  const snapshots = data.command('snapshots').description('Lists the snapshots.');
  withExamples(withOptions(snapshots, clientOptions), [['s1kit data snapshots', 'what can be restored']]);
  runs(snapshots, setting, async ({ client, output }) => {
    output.table(await client().perform('data.snapshots', {}), columns, 'There is no snapshot.');
  });

  const restore = data
    .command('restore')
    .argument('<name>', 'that of the snapshot')
    .description('Puts the data back as a snapshot has it. The Message Audit goes on.');
  withExamples(withOptions(restore, clientOptions), [['s1kit data restore before-test', 'puts the data back']]);
  runs(restore, setting, async ({ client, output }, [name]: [string]) => {
    const done = await client().perform('data.restore', { name });
    output.result(done, () => `Snapshot ${name} is restored: ${done.patients} patients.`);
  });

  const patients = data
    .command('patients')
    .option('--limit <number>', 'how many (default: 50, at most 1000)')
    .description('Lists whom there is to test with, the edge cases first.');
  withExamples(withOptions(patients, clientOptions), [
    ['s1kit data patients', 'numbers, names, and what is special about them'],
    ['s1kit data patients --json', 'for programs that choose a patient by kind'],
  ]);
  runs(patients, setting, async ({ client, output }, _arguments, { limit = '50' }: { readonly limit?: string }) => {
    if (!/^([1-9][0-9]{0,2}|1000)$/.test(limit)) throw usageError(`--limit must be a whole number from 1 to 1000; it was given "${limit}".`);
    output.table(await client().perform('data.patients', { limit: Number(limit) }), patientColumns, 'There is no patient.');
  });

  const generate = data.command('generate').argument('<patients>', 'how many').description('Makes more fictitious patients: all of them, or none.');
  withExamples(withOptions(generate, clientOptions), [['s1kit data generate 500', '500 patients more']]);
  runs(generate, setting, async ({ client, output }, [patients]: [string]) => {
    if (!/^[1-9][0-9]{0,6}$/.test(patients)) throw usageError(`The number of patients must be a whole number from 1; it was given "${patients}".`);
    const done = await client().perform('data.generate', { patients: Number(patients) });
    output.result(done, () => `There are ${done.patients} patients now.`);
  });

  const importing = data
    .command('import')
    .argument('<file>', 'JSON, as docs/reference/import.schema.json has it; - for standard input')
    .description('Adds sites, staff, clinics and patients of your own: all of them, or none.');
  withExamples(withOptions(importing, clientOptions), [['s1kit data import practice.json', 'adds what the file holds']]);
  runs(importing, setting, async ({ client, output, terminal }, [file]: [string]) => {
    const document = parse(file, (await readInput(terminal, file)).toString('utf8'));
    const done = await client().perform('data.import', { document });
    output.result(
      done,
      () => `Imported: ${done.sites} sites, ${done.staff} staff, ${done.clinics} clinics, ${done.patients} patients with ${done.events} events.`,
    );
  });
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    // The message of the engine quotes the document: patients' data. Where it stands is enough.
    const at = cause instanceof Error ? /at position \d+(?: \(line \d+ column \d+\))?/.exec(cause.message)?.[0] : undefined;
    throw new CommandError(`${file} is not JSON${at === undefined ? '' : `: it goes wrong ${at}`}.`, 1, { cause });
  }
}

const columns = [
  { title: 'NAME', text: ({ name }: Snapshot) => name },
  { title: 'BYTES', text: ({ bytes }: Snapshot) => bytes, align: 'right' },
  { title: 'TAKEN AT', text: ({ takenAt }: Snapshot) => takenAt },
] as const;

const patientColumns = [
  { title: 'NUMBER', text: ({ nhsNumber, pseudoNumber }: Patient) => nhsNumber ?? pseudoNumber ?? '' },
  { title: 'NAME', text: ({ firstName, surname }: Patient) => `${firstName} ${surname}` },
  { title: 'BORN', text: ({ dateOfBirth }: Patient) => dateOfBirth },
  { title: 'SEX', text: ({ sex }: Patient) => sex },
  { title: 'EVENTS', text: ({ events }: Patient) => events, align: 'right' },
  { title: 'EDGE CASE', text: ({ edgeCase }: Patient) => edgeCase ?? '' },
] as const;
