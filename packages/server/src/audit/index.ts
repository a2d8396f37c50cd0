export * from './draft.js';
export { collectPayload, type PayloadCollector, type PreparedPayload, preparePayload } from './payload.js';
export { record } from './record.js';
