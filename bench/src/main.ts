// `npm run bench`: lists the benchmarks, or runs them and shows each figure beside its reference. Exit codes: 0 goals reached, 1 not all, 2 the command line is wrong.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Benchmark } from './benchmark.js';
import { type Asked, readCommandLine, UsageError, usage } from './command-line.js';
import { describeMachine, type Machine, machineText } from './machine.js';
import { pageWith, pageWithText } from './page.js';
import { benchmarks } from './registry.js';
import { tableOf } from './report.js';
import type { BenchmarkResult } from './result.js';
import { runBenchmark, runsFolder } from './run.js';
import { stageTable } from './stages/measure.js';

const page = fileURLToPath(new URL('../../docs/performance.md', import.meta.url));
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const say = (line: string): void => void process.stderr.write(`${line}\n`);

async function main(words: readonly string[]): Promise<number> {
  const asked = readCommandLine(words);
  if (asked.kind === 'list') {
    list(asked.json);
    return 0;
  }
  const machine = describeMachine(runsFolder);
  if (asked.kind === 'stages') {
    await stages(asked.write, machine);
    return 0;
  }
  const chosen = choose(asked.names);
  if (!asked.json) print(machineText(machine));
  const results: BenchmarkResult[] = [];
  for (const benchmark of chosen) results.push(await measure(benchmark, asked, machine));
  if (asked.json) print(JSON.stringify({ machine, results }, null, 2));
  return results.every(({ rows }) => rows.every(({ reached }) => reached)) ? 0 : 1;
}

async function stages(write: boolean, machine: Machine): Promise<void> {
  mkdirSync(runsFolder, { recursive: true });
  const text = `${machineText(machine)}.\n\n${await stageTable()}`;
  print(text);
  if (write) writeFileSync(page, pageWithText(readFileSync(page, 'utf8'), 'stages', text));
}

function list(json: boolean): void {
  if (json) print(JSON.stringify(benchmarks.map(({ name, purpose }) => ({ name, purpose }))));
  else for (const { name, purpose } of benchmarks) print(`${name.padEnd(20)} ${purpose}`);
}

function choose(names: readonly string[]): readonly Benchmark[] {
  const missing = names.find((name) => !benchmarks.some((benchmark) => benchmark.name === name));
  if (missing !== undefined) throw new UsageError(`There is no benchmark "${missing}". "list" names them.`);
  return names.length === 0 ? benchmarks : benchmarks.filter(({ name }) => names.includes(name));
}

async function measure(benchmark: Benchmark, { rounds, json, write }: Extract<Asked, { readonly kind: 'run' }>, machine: Machine): Promise<BenchmarkResult> {
  say(`${benchmark.name}: ${benchmark.purpose}`);
  const result = await runBenchmark(benchmark, { rounds, say: (line) => say(`  ${line}`) });
  if (!json) print(`\n${benchmark.name}: ${benchmark.purpose}\n\n${tableOf(result)}`);
  if (write) writeFileSync(page, pageWith(readFileSync(page, 'utf8'), result, machine));
  return result;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (failure) {
  if (!(failure instanceof UsageError)) throw failure;
  say(`${failure.message}\n\n${usage}`);
  process.exitCode = 2;
}
