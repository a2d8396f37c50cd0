// What the lists hold: clinical codes in one or both schemes, and products.
import { readFileSync } from 'node:fs';
import { parseCsv } from './csv.js';
import { madeUpMultilex } from './multilex.js';

export interface CodeAndTerm {
  readonly code: string;
  readonly term: string;
}

/** A meaning, with its code in one scheme or in both. */
export interface ListedCode {
  readonly ctv3?: CodeAndTerm;
  readonly snomed?: CodeAndTerm;
  /** `cardiovascular`, `biochemistry`, … */
  readonly group: string;
  /** `problem`, `symptom`, `numeric`, `procedure`, … */
  readonly kind: string;
  /** Of numerics: the unit, and the bounds of what is usual in adults. */
  readonly units?: string;
  readonly low?: number;
  readonly high?: number;
}

export interface ListedDrug {
  readonly dmd: string;
  /** Made up (see multilex.ts). */
  readonly multilex: string;
  readonly name: string;
  /** What it is for: `hypertension`, `asthma/COPD`, … */
  readonly indication: string;
  readonly form: string;
  readonly strength: string;
  readonly dose: string;
  readonly quantity: string;
  readonly use: 'repeat' | 'acute';
}

/** Reads the clinical codes that are shipped with the package. */
export function readListedCodes(): readonly ListedCode[] {
  return rowsOf('clinical-codes.csv').map((row) => ({
    ...(row.ctv3 ? { ctv3: { code: row.ctv3, term: row.ctv3_term ?? '' } } : {}),
    ...(row.snomed ? { snomed: { code: row.snomed, term: row.snomed_term ?? '' } } : {}),
    group: row.group ?? '',
    kind: row.kind ?? '',
    ...(row.units ? { units: row.units, low: Number(row.low), high: Number(row.high) } : {}),
  }));
}

/** Reads the products that are shipped with the package. */
export function readListedDrugs(): readonly ListedDrug[] {
  return rowsOf('drugs.csv').map((row) => ({
    dmd: row.dmd ?? '',
    multilex: madeUpMultilex(row.dmd ?? ''),
    name: row.name ?? '',
    indication: row.group ?? '',
    form: row.form ?? '',
    strength: row.strength ?? '',
    dose: row.typical_dose_text ?? '',
    quantity: row.typical_quantity ?? '',
    use: row.repeat_or_acute === 'acute' ? 'acute' : 'repeat',
  }));
}

/** The folder `data` lies beside `src` and beside `dist` alike. */
function rowsOf(file: string): readonly Readonly<Record<string, string>>[] {
  return parseCsv(readFileSync(new URL(`../../../data/${file}`, import.meta.url), 'utf8'));
}
