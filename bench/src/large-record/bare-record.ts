// The reference of the large record: what is stored of its events, read from SQLite and written to a socket, and nothing else. In a process of its own.
import { startChild } from '../processes/child.js';

export interface BareRecordOrder {
  /** A database of an environment; it is only read. */
  readonly database: string;
  /** NHS number of the patient. */
  readonly patient: string;
}

export interface BareRecord {
  /** Every line that comes is answered with the record. */
  readonly port: number;
  close(): Promise<void>;
}

export async function startBareRecord(order: BareRecordOrder): Promise<BareRecord> {
  const child = startChild<BareRecordOrder, number>('large-record/bare-record-process');
  return { port: await child.ask(order), close: child.close };
}
