// Every migration, in order. Forward only.
import { first } from './0001-first.js';
import type { Migration } from './migration.js';

export const migrations: readonly Migration[] = [first];

export type { Migration } from './migration.js';
