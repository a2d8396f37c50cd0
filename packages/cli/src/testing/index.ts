// The test kit, `s1kit/testing`: environments for one's own tests, in the test process.
export { type InputOf, OperationError, type OperationName, type OutputOf } from '@s1kit/link';
export type { TestPatient, TestPatients } from './patients.js';
export type { TestPrompt, TestPrompts } from './prompts.js';
export { startTestEnvironment, type TestEnvironment } from './test-environment.js';
export { TestKitError } from './test-kit-error.js';
export type { TestEnvironmentOptions } from './test-options.js';
export type { WaitOptions } from './waiting.js';
export type { AuditEntry, AuditFilters, Device, SessionStatus, TestUnsaved, TestWorkstation } from './workstation.js';
