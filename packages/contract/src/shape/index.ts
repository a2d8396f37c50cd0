export * from './element.js';
export * from './infer.js';
export * from './simple.js';
