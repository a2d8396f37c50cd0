// One record of 15,000 events and more than 5 MB: as long as real ones get.

import { stories } from './data/stories.js';
import type { Person } from './households.js';
import { authorFrom, staffDoing } from './life.js';
import { type FictitiousPatient, makePatient, type Workshop } from './patient.js';
import type { Random } from './random.js';
import type { NextIds } from './record.js';
import { tell } from './telling.js';

const wanted = 15_000;

/** A long life that is seen nearly every day: community nursing, readings, issues. */
export function largeRecord(workshop: Workshop, person: Person, random: Random, ids: NextIds, nhsNumber: string): FictitiousPatient {
  const { anchor, terms } = workshop;
  const patient = makePatient(workshop, person, random, ids, { nhsNumber, registered: anchor - 12_000, detailYears: 30, demand: 2.5 });
  const nurses = staffDoing('nurse');
  const systolic = terms.code('O/E - Systolic BP reading');
  const wound = terms.code('Wound care');
  const ulcer = terms.code('Leg ulcer');
  for (let left = wanted - patient.record.events.length; left > 0; left--) {
    const day = anchor - 1 - Math.floor((left * 10_900) / wanted);
    const nurse = random.pick(nurses);
    const base = { day, second: 30_600 + random.below(34_200), author: authorFrom(nurse), method: 'Face to face' } as const;
    if (left % 3 === 0) {
      const value = String(random.between(118, 158));
      patient.record.add({ ...base, items: [{ kind: 'ClinicalCode', value: { Code: systolic, Value: value, Units: 'mmHg' } }] });
    } else {
      patient.record.add({
        ...base,
        items: [tell(random, stories.skin, 'leg ulcer'), { kind: 'ClinicalCode', value: { Code: left % 3 === 1 ? wound : ulcer, Episodicity: 'Ongoing' } }],
      });
    }
  }
  return patient;
}
