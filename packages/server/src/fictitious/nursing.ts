// Wound dressings, injections and the like, by nurses.
import { authorFrom, codeOf, type Life, openDay, staffDoing, timeOfDay } from './life.js';

/** An activity each, in short series. */
export function writeNursing(life: Life): void {
  const { random, record, person } = life;
  const age = (life.anchor - person.birthDay) / 365.2425;
  if (!random.chance(age > 60 ? 0.3 : 0.06)) return;
  const nurse = random.pick(staffDoing('nurse'));
  const begin = Math.max(life.start, life.registered, life.end - random.between(60, 900));
  const performed = random.pick(['Treatment', 'Assessment', 'Blood Pressure', 'Review Assessment']);
  for (let visit = 0; visit < random.between(2, 5); visit++) {
    const day = openDay(life, begin + visit * 4);
    if (begin + visit * 4 >= life.end) return;
    record.add({
      day,
      second: timeOfDay(random),
      author: authorFrom(nurse),
      method: 'Face to face',
      items: [
        { kind: 'Activity', value: { Performed: performed, With: 'Patient', Method: 'Face to face', Duration: random.pick([10, 15, 20, 30]) } },
        { kind: 'ClinicalCode', value: { Code: codeOf(life, performed === 'Treatment' ? 'Wound care' : 'Intramuscular injection') } },
        { kind: 'Narrative', value: { Line: ['Seen in treatment room. Healing well, dressing changed.'] } },
      ],
    });
  }
}
