// The record server of s1kit: documents in, documents out.
export { checkpointFileName } from './audit/checkpoints.js';
export { createDemo, type DemoOptions } from './demo.js';
export type { History } from './fictitious/history.js';
export { type Random as Chance, randomOf as chanceOf, weightsOf } from './fictitious/random.js';
export { sampleApplication, sampleApplicationKey } from './fictitious/sample-application.js';
export { sampleClinician } from './fictitious/sample-clinician.js';
export { importSchemaText } from './imports/index.js';
export { type Installation, InstallationError, type InstallationKind, installationOf } from './installation.js';
export type { SchemaDifference } from './judging/index.js';
export type { Random } from './random.js';
export { openServer, type Server, type ServerKeys, type ServerOptions } from './server.js';
export { type ApproveMode, defaultSettings, type Settings, type ThrottleMode } from './settings.js';
export { openStopped, type StoppedData, type StoppedOptions } from './stopped.js';
export { openSqlite, type SqliteOptions, type Store, StoreError } from './store/index.js';
export { fromUk, ukDay } from './uk-time.js';
