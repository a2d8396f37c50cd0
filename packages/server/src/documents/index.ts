// Documents: files that come into a record and go out of it.
export * from './content.js';
export * from './find.js';
export * from './limits.js';
export * from './names.js';
export * from './take.js';
export * from './upload.js';
