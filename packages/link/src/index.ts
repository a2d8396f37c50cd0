export * from './audit-kinds.js';
export * from './clock.js';
export * from './desktop-door.js';
export * from './documents.js';
export * from './operations/index.js';
export * from './server-door.js';
