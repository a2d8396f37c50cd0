// How much the fictitious patients have on record, so that a reset makes the same ones.
import type { Migration } from './migration.js';

export const history: Migration = {
  number: 2,
  name: 'history',
  statements: ['ALTER TABLE installation ADD COLUMN history TEXT'],
};
