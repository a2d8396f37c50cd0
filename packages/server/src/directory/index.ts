// The organisation: its sites, staff, teams and lists, and what each role may do.
export * from './directory.js';
export * from './right-names.js';
export * from './rights.js';
export * from './staff.js';
