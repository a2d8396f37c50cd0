// Reads an extract as its loaders do: bytes in Windows-1252, lines of quoted fields.
import { openExtract } from '../../../src/extracts/index.js';
import type { Store } from '../../../src/store/index.js';

export type CsvRow = Readonly<Record<string, string>>;

export interface ReadTable {
  readonly columns: readonly string[];
  readonly rows: readonly CsvRow[];
}

export interface ReadExtract {
  /** Without the manifest. */
  readonly tables: ReadonlyMap<string, ReadTable>;
  readonly manifest: readonly CsvRow[];
}

/** Makes an extract and reads it. @param since milliseconds since 1970 UTC */
export async function extractOf(store: Store, organisationId: string, now: number, since?: number): Promise<ReadExtract> {
  const extract = openExtract({ organisationId, store, since, now });
  const tables = new Map<string, ReadTable>();
  for (const { name, pieces } of extract.files) {
    const bytes: Uint8Array[] = [];
    for await (const piece of pieces) bytes.push(piece);
    tables.set(name.replace(/\.csv$/, ''), readCsv(Buffer.concat(bytes)));
  }
  await extract.close();
  const manifest = tables.get('SRManifest')?.rows ?? [];
  tables.delete('SRManifest');
  return { tables, manifest };
}

/** Lays an extract of changes over an earlier one, as a loader does: by table, by RowIdentifier. */
export function laidOver(earlier: ReadExtract, changes: ReadExtract): ReadonlyMap<string, readonly CsvRow[]> {
  const isDelta = new Map(changes.manifest.map((row) => [row.FileName, row.IsDelta === 'Y']));
  return new Map(
    [...changes.tables].map(([name, { rows }]) => {
      if (isDelta.get(name) !== true) return [name, inOrder(rows)];
      const merged = new Map((earlier.tables.get(name)?.rows ?? []).map((row) => [row.RowIdentifier, row]));
      for (const row of rows) {
        if (row.RemovedData === '1') merged.delete(row.RowIdentifier);
        else merged.set(row.RowIdentifier, row);
      }
      return [name, inOrder([...merged.values()])];
    }),
  );
}

export function inOrder(rows: readonly CsvRow[]): readonly CsvRow[] {
  return [...rows].sort((a, b) => Number(a.RowIdentifier) - Number(b.RowIdentifier));
}

export function readCsv(bytes: Uint8Array): ReadTable {
  const text = fromWindows1252(bytes);
  const lines: string[][] = [];
  let line: string[] = [];
  const field = /"((?:[^"]|"")*)"(,|\r\n)/gy;
  for (let match = field.exec(text); match !== null; match = field.exec(text)) {
    line.push((match[1] ?? '').replaceAll('""', '"'));
    if (match[2] === ',') continue;
    lines.push(line);
    line = [];
    if (field.lastIndex === text.length) break;
  }
  if (field.lastIndex !== text.length) throw new Error(`The file is not in its form at ${field.lastIndex}.`);
  const [columns = [], ...rows] = lines;
  return { columns, rows: rows.map((fields) => Object.fromEntries(columns.map((column, index) => [column, fields[index] ?? '']))) };
}

/** What Windows-1252 has from 0x80 on that Latin-1 has not, by their Unicode numbers; Node's own decoder takes it for Latin-1 in some versions. */
const upper: Readonly<Record<number, number>> = {
  ...{ 128: 0x20ac, 130: 0x201a, 131: 0x0192, 132: 0x201e, 133: 0x2026, 134: 0x2020, 135: 0x2021, 136: 0x02c6, 137: 0x2030, 138: 0x0160, 139: 0x2039 },
  ...{ 140: 0x0152, 142: 0x017d, 145: 0x2018, 146: 0x2019, 147: 0x201c, 148: 0x201d, 149: 0x2022, 150: 0x2013, 151: 0x2014, 152: 0x02dc, 153: 0x2122 },
  ...{ 154: 0x0161, 155: 0x203a, 156: 0x0153, 158: 0x017e, 159: 0x0178 },
};

export function fromWindows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/gu, (character) => String.fromCharCode(upper[character.charCodeAt(0)] ?? 0xfffd));
}
