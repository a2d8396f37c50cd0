// Every migration, in order. Forward only.
import { first } from './0001-first.js';
import { history } from './0002-history.js';
import { auditBlocks } from './0003-audit-blocks.js';
import { patientIndexes } from './0004-patient-indexes.js';
import { responseUidsByTime } from './0005-response-uids-by-time.js';
import { knownAsIndex } from './0006-known-as-index.js';
import { savedChanges } from './0007-saved-changes.js';
import type { Migration } from './migration.js';

export const migrations: readonly Migration[] = [first, history, auditBlocks, patientIndexes, responseUidsByTime, knownAsIndex, savedChanges];

export type { Migration } from './migration.js';
