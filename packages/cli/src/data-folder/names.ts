// What lies in a data folder, by name.

export const databaseName = 's1kit.db';
export const keysName = 'keys.json';
export const filesName = 'files';
