// Tables: aligned columns; on a terminal cut to its width.
import type { Style } from './style.js';
import { visibleLine } from './visible.js';

export interface Column<T> {
  readonly title: string;
  readonly text: (row: T) => string | number | null | undefined;
  readonly align?: 'right';
}

/** The lines of a table. `width` is that of the terminal; without one nothing is cut. */
export function tableLines<T>(columns: readonly Column<T>[], rows: readonly T[], style: Style, width?: number): readonly string[] {
  const cells = rows.map((row) => columns.map((column) => visibleLine(String(column.text(row) ?? ''))));
  const widths = columns.map((column, index) => Math.max(column.title.length, ...cells.map((line) => line[index]?.length ?? 0)));
  const fitted = width === undefined ? widths : fit(widths, width - 2 * (columns.length - 1));
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, index) => {
        const room = fitted[index] ?? 0;
        const cut = text.length > room ? `${text.slice(0, Math.max(0, room - 1))}…` : text;
        return columns[index]?.align === 'right' ? cut.padStart(room) : cut.padEnd(room);
      })
      .join('  ')
      .trimEnd();
  return [style.bold(line(columns.map(({ title }) => title))), ...cells.map(line)];
}

/** Takes room from the widest columns first, so that short ones stay whole. */
function fit(widths: readonly number[], room: number): readonly number[] {
  const total = widths.reduce((sum, one) => sum + one, 0);
  if (total <= room) return widths;
  let cap = Math.max(...widths);
  while (cap > 4 && widths.reduce((sum, one) => sum + Math.min(one, cap), 0) > room) cap--;
  return widths.map((one) => Math.min(one, cap));
}
