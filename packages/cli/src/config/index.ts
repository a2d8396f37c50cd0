export * from './folders.js';
export * from './named.js';
export * from './options.js';
export * from './resolve.js';
