// Brings a file's tables up to date: forwards only, each step whole or not at all.
import type Database from 'better-sqlite3';
import { StoreError } from '../engine.js';
import type { Migration } from '../migrations/index.js';
import { damaged, storeFailure } from './connection.js';

/**
 * Checks that a file is one of ours and not from a later version.
 * @throws {StoreError} `newer`, `damaged` or `unusable`
 */
export function checkVersion(database: Database.Database, file: string, steps: readonly Migration[]): void {
  try {
    const version = versionOf(database);
    if (version > (steps.at(-1)?.number ?? 0)) {
      throw new StoreError('newer', `The data in ${file} was made by a newer version of s1kit. Use that version, or another data folder.`);
    }
    const tables = database.prepare("SELECT COUNT(*) FROM sqlite_master WHERE type = 'table'").pluck().get();
    if (version === 0 && tables !== 0) throw new StoreError('unusable', `${file} is a database, but not one of s1kit. Use another data folder.`);
  } catch (failure) {
    throw storeFailure(file, failure);
  }
}

/**
 * Checks that every page of a file is what it must be.
 * @throws {StoreError} `damaged`
 */
export function checkWhole(database: Database.Database, file: string): void {
  try {
    if (database.pragma('quick_check(1)', { simple: true }) !== 'ok') throw damaged(file);
  } catch (failure) {
    throw storeFailure(file, failure);
  }
}

/**
 * Takes the steps that the file has not seen yet. A step that fails leaves the file as it was after the one before it.
 * @throws {StoreError} `unusable`, `damaged`
 */
export function migrate(database: Database.Database, file: string, steps: readonly Migration[]): void {
  for (const step of steps) {
    if (step.number <= versionOf(database)) continue;
    try {
      database.transaction(() => {
        for (const statement of step.statements) database.exec(statement);
        database.pragma(`user_version = ${step.number}`);
      })();
    } catch (cause) {
      const failure = storeFailure(file, cause);
      if (failure instanceof StoreError) throw failure;
      const why = cause instanceof Error ? cause.message : 'unknown reason';
      throw new StoreError('unusable', `The tables of ${file} cannot be brought up to date (step ${step.number}, ${step.name}): ${why}.`, { cause });
    }
  }
}

function versionOf(database: Database.Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}
