// The command `s1kit`, and an environment in one's own process.

export { type Client, createClient } from './client.js';
export { CommandError } from './command-error.js';
export { commandTree } from './commands/index.js';
export type { RunFile } from './data-folder/run-file.js';
export { type Environment, type EnvironmentWorkstation, startEnvironment } from './environment.js';
export type { EnvironmentOptions } from './environment-options.js';
export { main } from './main.js';
export type { Terminal } from './terminal.js';
