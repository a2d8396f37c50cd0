// The fictitious data of Demo environments.
export { edgeCaseOf, edgeCases } from './edge-cases.js';
export { sampleClinician } from './practice.js';
export { sampleApplication, sampleApplicationKey } from './sample-application.js';
export { moreFictitious, writeFictitious } from './write.js';
