export * from './allergies.js';
export * from './medication.js';
export * from './numerics.js';
export * from './page.js';
export * from './portions.js';
export * from './problems.js';
export * from './recorded-event.js';
export * from './words.js';
