// What lies in a data folder, by name.

export const databaseName = 's1kit.db';
export const keysName = 'keys.json';
export const filesName = 'files';
/** The folder of a data folder that holds a file for each device of the command line, and what these share. */
export const devicesName = 'cli-devices';
