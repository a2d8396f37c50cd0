// Where a command's words go: results to standard output, the rest to standard error.
import type { Terminal } from '../terminal.js';
import { type Style, styleFor } from './style.js';
import { type Column, tableLines } from './table.js';

export interface Output {
  /** Whether results are JSON. */
  readonly json: boolean;
  /** For text on standard output. */
  readonly style: Style;
  /** A line, or lines, of the result. */
  readonly line: (text: string) => void;
  /** The result as one line of compact JSON. */
  readonly value: (value: unknown) => void;
  /** A result that is JSON with `--json`, else the lines given. */
  readonly result: (value: unknown, text: () => string) => void;
  /** A result that is a table, or the words given where it has no rows. */
  readonly table: <T>(rows: readonly T[], columns: readonly Column<T>[], none: string) => void;
  /** A remark on standard error; not with `--quiet`. */
  readonly note: (text: string) => void;
}

export function createOutput(terminal: Terminal, settings: { readonly json: boolean; readonly quiet: boolean }): Output {
  const { stdout, stderr, host } = terminal;
  const style = styleFor(stdout, host.env);
  const line = (text: string): void => {
    stdout.write(`${text}\n`);
  };
  const note = (text: string): void => {
    if (!settings.quiet) stderr.write(`${text}\n`);
  };
  const value = (one: unknown): void => line(JSON.stringify(one));
  return {
    json: settings.json,
    style,
    line,
    note,
    value,
    result: (one, text) => (settings.json ? value(one) : line(text())),
    table: (rows, columns, none) => {
      if (settings.json) value(rows);
      else if (rows.length === 0) note(none);
      else line(tableLines(columns, rows, style, stdout.isTTY === true ? stdout.columns || 80 : undefined).join('\n'));
    },
  };
}
