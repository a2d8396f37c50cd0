// The organisation's extract: a file for each table, in the form that loaders of strategic reporting extracts read (B7.22).
export { type Extract, type ExtractWanted, openExtract } from './extract.js';
export { noteRemoved, type Removed } from './removed.js';
export { noteWholeChange } from './whole-change.js';
export { type ExtractRequest, type WrittenExtract, writeExtract } from './write.js';
