// What the programs of benchmarks and campaigns share: their command line, their list, their exit code, the folder of a run.
export { inOwnFolder } from './folder.js';
export { listText, type Named, oneNamed } from './named.js';
export { print, runProgram, say } from './program.js';
export { parsedWords, UsageError, wholeNumber } from './usage.js';
