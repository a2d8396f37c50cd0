// The fictitious data of Demo environments.
export { edgeCases, edgePseudoNumber } from './edge-cases.js';
export { sampleClinician } from './practice.js';
export { sampleApplication, sampleApplicationKey } from './sample-application.js';
export { type FictitiousOptions, moreFictitious, type Progress, writeFictitious } from './write.js';
