export * from './blocks/index.js';
export * from './errors.js';
export * from './functions/index.js';
export * from './shape/index.js';
