// Where a command's words go: results to standard output, the rest to standard error. What is in them may have come over the wire: it is made visible.
import type { Terminal } from '../terminal.js';
import { type Style, styleFor } from './style.js';
import { type Column, tableLines } from './table.js';
import { visible } from './visible.js';

export interface Output {
  /** Whether results are JSON. */
  readonly json: boolean;
  /** For text on standard output. */
  readonly style: Style;
  /** A line, or lines, of the result. */
  readonly line: (text: string) => void;
  /** Words of our own, with their styles. */
  readonly styled: (text: string) => void;
  /** A document as it came, byte for byte, but for a terminal. */
  readonly raw: (text: string) => void;
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
  const styled = (text: string): void => {
    stdout.write(`${text}\n`);
  };
  const line = (text: string): void => styled(visible(text));
  const note = (text: string): void => {
    if (!settings.quiet) stderr.write(`${visible(text)}\n`);
  };
  const value = (one: unknown): void => line(JSON.stringify(one));
  return {
    json: settings.json,
    style,
    line,
    styled,
    raw: (text) => (stdout.isTTY === true ? line(text) : styled(text)),
    note,
    value,
    result: (one, text) => (settings.json ? value(one) : line(text())),
    table: (rows, columns, none) => {
      if (settings.json) value(rows);
      else if (rows.length === 0) note(none);
      else styled(tableLines(columns, rows, style, stdout.isTTY === true ? stdout.columns || 80 : undefined).join('\n'));
    },
  };
}
