export * from './engine.js';
export * from './sqlite.js';
export * from './statement.js';
