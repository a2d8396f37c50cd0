export * from './blocks/index.js';
export * from './errors.js';
export * from './functions/declare.js';
export * from './shape/index.js';
