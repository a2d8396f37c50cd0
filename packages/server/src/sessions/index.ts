export * from './dialogs/index.js';
export * from './open-record.js';
export * from './session.js';
export * from './sign-in.js';
export * from './unsaved/index.js';
