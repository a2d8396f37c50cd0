// An acute prescription.
import type { ClinicalItem, Uid } from '@s1kit/contract';
import type { Day } from './calendar.js';
import type { Life } from './life.js';

/** One issue of a product, by its name. */
export function issue(life: Life, day: Day, name: string, problem: Uid | undefined): ClinicalItem {
  const product = life.terms.product(name);
  const days = /\b(\d+) days/u.exec(product.dose);
  return {
    kind: 'Medication',
    value: {
      MedicationType: 'NHS medication',
      Drug: life.terms.drug(name),
      Dose: product.dose,
      Quantity: product.quantity,
      StartDate: life.text(day),
      EndDate: life.text(day + Number(days?.[1] ?? 14)),
      ...(problem === undefined ? {} : { LinkedProblemUID: problem }),
    },
  };
}
