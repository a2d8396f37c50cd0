// `npm run bench`: lists the benchmarks, or runs them and shows each figure beside its reference. Exit codes: 0 goals reached, 1 not all, 2 the command line is wrong.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { listText, oneNamed, print, runProgram, say } from '#runner';
import type { Benchmark } from './benchmark.js';
import { type Asked, readCommandLine, usage } from './command-line.js';
import { describeMachine, type Machine, machineText } from './machine.js';
import { pageWith, pageWithText } from './page.js';
import { benchmarks } from './registry.js';
import { tableOf } from './report.js';
import type { BenchmarkResult } from './result.js';
import { runBenchmark, runsFolder } from './run.js';
import { stageTable } from './stages/measure.js';

const page = fileURLToPath(new URL('../../docs/performance.md', import.meta.url));

async function main(words: readonly string[]): Promise<boolean> {
  const asked = readCommandLine(words);
  if (asked.kind === 'list') {
    print(listText(benchmarks, asked.json));
    return true;
  }
  const machine = describeMachine(runsFolder);
  if (asked.kind === 'stages') {
    await stages(asked.write, machine);
    return true;
  }
  for (const name of asked.names) oneNamed(benchmarks, name, 'benchmark');
  const chosen = benchmarks.filter(({ name }) => asked.names.length === 0 || asked.names.includes(name));
  if (!asked.json) print(machineText(machine));
  const results: BenchmarkResult[] = [];
  for (const benchmark of chosen) results.push(await measure(benchmark, asked, machine));
  if (asked.json) print(JSON.stringify({ machine, results }, null, 2));
  return results.every(({ rows }) => rows.every(({ reached }) => reached));
}

async function stages(write: boolean, machine: Machine): Promise<void> {
  mkdirSync(runsFolder, { recursive: true });
  const text = `${machineText(machine)}.\n\n${await stageTable()}`;
  print(text);
  if (write) writeFileSync(page, pageWithText(readFileSync(page, 'utf8'), 'stages', text));
}

async function measure(benchmark: Benchmark, { rounds, json, write }: Extract<Asked, { readonly kind: 'run' }>, machine: Machine): Promise<BenchmarkResult> {
  say(`${benchmark.name}: ${benchmark.purpose}`);
  const result = await runBenchmark(benchmark, { rounds, say: (line) => say(`  ${line}`) });
  if (!json) print(`\n${benchmark.name}: ${benchmark.purpose}\n\n${tableOf(result)}`);
  if (write) writeFileSync(page, pageWith(readFileSync(page, 'utf8'), result, machine));
  return result;
}

process.exitCode = await runProgram(main, usage);
