export * from './own-errors.js';
export * from './refused-errors.js';
export * from './systmone-error.js';
export * from './write-errors.js';
