// One's own data: sites, staff, clinics and patients from a JSON file, all or nothing.
export { ImportError } from './import-error.js';
export { parseImport } from './parse.js';
export { importSchemaText } from './schema.js';
export { type ImportCounts, importData } from './write.js';
