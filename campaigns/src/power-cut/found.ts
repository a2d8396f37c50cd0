// What is there after a power cut, read from the tables.
import type { Installed } from '../instance/data.js';
import { reading } from '../instance/tables.js';
import type { Found } from './history.js';

export function lookInto(installed: Installed): Found {
  return reading(installed, (database) => {
    const texts = (sql: string): string => database.prepare(sql).pluck().all().join('\n');
    const record = countsOf(
      texts(`SELECT items FROM event WHERE application_id IS NOT NULL UNION ALL SELECT content FROM task WHERE application_id IS NOT NULL
        UNION ALL SELECT comments FROM appointment WHERE application_id IS NOT NULL`),
    );
    const unsaved = countsOf(texts('SELECT planned FROM unsaved_change'));
    const audited = new Set(database.prepare("SELECT request_uid FROM audit_entry WHERE kind = 'message' AND outcome = 'success'").pluck().all());
    return { record: (marker) => record.get(marker) ?? 0, unsaved: (marker) => unsaved.get(marker) ?? 0, audited: (marker) => audited.has(marker) };
  });
}

function countsOf(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [, marker = ''] of text.matchAll(/(m\d+);/g)) counts.set(marker, (counts.get(marker) ?? 0) + 1);
  return counts;
}
