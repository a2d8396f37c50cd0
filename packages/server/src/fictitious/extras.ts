// What else is noted at a consultation: readings, a referral, a certificate.
import type { ClinicalItem } from '@s1kit/contract';
import type { Day } from './calendar.js';
import type { PresentationData } from './data/presentations.js';
import { referralsOfStory } from './data/referrals.js';
import { codedItem, codeOf, type Life } from './life.js';
import { referral } from './referrals.js';

const certificates = [
  'eMED3 (2010) new statement issued, not fit for work',
  'eMED3 (2010) new statement issued, may be fit for work',
  'MED3 (2010) issued by hand, not fit for work',
  'MED3 issued to patient',
];

/** @param age in years */
export function extras(life: Life, day: Day, { story, term }: PresentationData, age: number): readonly ClinicalItem[] {
  const { random, body } = life;
  const items: ClinicalItem[] = [];
  if (story === 'child' || (story === 'chest' && random.chance(0.5))) {
    items.push(body.reading(random, 'Body temperature', day));
    if (random.chance(0.4)) items.push(body.reading(random, 'Respiratory rate', day));
  }
  if (story === 'chest' && random.chance(0.4)) {
    items.push(body.reading(random, 'Peripheral oxygen saturation', day));
    items.push({ kind: 'ClinicalCode', value: { Code: codeOf(life, 'Chest clear') } });
  }
  if (term === 'COVID-19') {
    items.push(
      codedItem(
        life,
        random.pick([
          'Coronavirus disease 19 caused by severe acute respiratory syndrome coronavirus 2 confirmed by laboratory test',
          'SARS-CoV-2 (severe acute respiratory syndrome coronavirus 2) RNA (ribonucleic acid) detection result positive',
        ]),
      ),
    );
  }
  if (term === 'Sore throat' && random.chance(0.3)) items.push(codedItem(life, 'Throat swab'));
  if (story === 'heart') items.push(body.reading(random, random.pick(['Pulse rate', 'Heart rate']), day));
  if (age > 16 && random.chance(story === 'heart' || story === 'women' ? 0.5 : 0.12)) items.push(...body.bloodPressure(random, day));
  if (random.chance(0.05)) items.push(referral(life, referralsOfStory[story], undefined));
  if (age > 18 && age < 66 && (story === 'joints' || story === 'mind') && random.chance(0.1)) {
    items.push({
      kind: 'ClinicalCode',
      value: { Code: codeOf(life, random.pick(certificates)), FreeText: `Until ${life.text(day + random.pick([7, 14, 28]))}` },
    });
  }
  return items;
}
