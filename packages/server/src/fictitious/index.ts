// The fictitious data of Demo environments.
export { edgeCaseOf, edgeCases } from './edge-cases.js';
export type { History } from './history.js';
export { sampleClinician } from './sample-clinician.js';
export { moreFictitious, writeFictitious } from './write.js';
