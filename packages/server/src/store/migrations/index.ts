// Every migration, in order. Forward only.
import { first } from './0001-first.js';
import { history } from './0002-history.js';
import { auditBlocks } from './0003-audit-blocks.js';
import { patientsByBirthAndPostcode } from './0004-patients-by-birth-and-postcode.js';
import type { Migration } from './migration.js';

export const migrations: readonly Migration[] = [first, history, auditBlocks, patientsByBirthAndPostcode];

export type { Migration } from './migration.js';
