// Reports of laboratories, radiology and screening.
import type { ClinicalItem, Report } from '@s1kit/contract';
import { batteries } from './batteries.js';
import type { Day } from './calendar.js';
import { authorOn, codeOf, type Life, openDay } from './life.js';

/** Writes the results of batteries of tests: one event, a report and its values. */
export function writeReport(life: Life, issued: Day, names: readonly string[]): void {
  const { random, record, body } = life;
  if (issued >= life.end || issued < life.start || names.length === 0) return;
  const day = openDay(life, issued);
  const asked = [...new Set(names)].flatMap((name) => batteries[name] ?? []);
  const items: ClinicalItem[] = [];
  let unusual = 0;
  const seen = new Set<string>();
  for (const { header, terms, seldom } of asked) {
    if (header !== undefined) items.push({ kind: 'ClinicalCode', value: { Code: codeOf(life, header) } });
    for (const term of seldom !== undefined && random.chance(0.2) ? [...terms, ...seldom] : terms) {
      if (seen.has(term)) continue;
      seen.add(term);
      const reading = body.reading(random, termFor(term, day), day);
      items.push(reading);
      if (reading.kind === 'ClinicalCode' && body.isUnusual(term, Number(reading.value.Value))) unusual++;
    }
  }
  const { author, enteredOn } = authorOn(life, day, 'gp');
  const report: Report = {
    BatteryHeaders: asked.map(({ title }) => title).join(', '),
    IssueDate: life.text(day),
    Result: unusual === 0 ? 'Normal' : unusual === 1 ? random.pick(['Borderline', 'Satisfactory']) : random.pick(['Abnormal', 'Abnormal, but expected']),
    Comments: unusual === 0 ? '' : 'Values outside the range are marked.',
    CollectionDate: life.text(day - random.between(1, 3)),
    Type: 'Pathology',
    ...(unusual > 1
      ? {
          FollowUpActions: {
            FollowUpAction: [{ Action: random.pick(['Make an appointment to see doctor', 'Need to repeat test', 'Need to speak to nurse']) }],
          },
        }
      : {}),
  };
  if (unusual > 2 && random.chance(0.4)) items.push({ kind: 'ClinicalCode', value: { Code: codeOf(life, 'Telephone call to a patient') } });
  record.add({ day, second: 25_200 + random.below(10_800), author, enteredOn, items: [{ kind: 'Report', value: report }, ...items] });
}

/** Since this day laboratories use the newer formula of kidney function: 2015-01-01. */
const newFormula = 16_436;

function termFor(term: string, day: Day): string {
  if (day >= newFormula || !term.startsWith('Estimated glomerular')) return term;
  return 'Glomerular filtration rate calculated by abbreviated Modification of Diet in Renal Disease Study Group calculation';
}
