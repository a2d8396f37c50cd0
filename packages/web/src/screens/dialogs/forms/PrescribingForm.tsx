// An issue of a medication.

import { CodeSearch, type FoundCode } from '../CodeSearch.js';
import { type FormState, messageAt, partsIn, textIn } from '../content.js';
import { ChoiceField, DateField, TextField } from '../fields.js';
import { type Listed, ListedName, termOf } from '../ListedName.js';

interface PrescribingFormProps {
  readonly form: FormState;
  /** What the list calls the product that it was filled in with: it is kept under that name. */
  readonly listed: Listed | undefined;
}

export function PrescribingForm({ form, listed }: PrescribingFormProps) {
  const drug = partsIn(form.content, 'Drug');
  const scheme = drug.Scheme === 'Dmd' ? 'Dmd' : 'Multilex';
  const product = textIn(drug, 'ProductID');
  const choose = (found: FoundCode | undefined): void => {
    form.set('Drug', found === undefined ? undefined : { Scheme: scheme, ProductID: found.code, Name: found.term });
    // A dose is of one product: with that it goes. What is usual is offered where nothing is said; the prescriber decides.
    const isOther = product !== '' && product !== found?.code;
    for (const [name, usual] of [
      ['Dose', found?.dose],
      ['Quantity', found?.quantity],
    ] as const)
      if (isOther || textIn(form.content, name) === '') form.set(name, usual ?? undefined);
  };
  return (
    <>
      <CodeSearch
        label="Medication"
        hint="Name, strength or form: amlo 5mg"
        error={messageAt(form.fault, 'Drug')}
        scheme={scheme}
        chosen={product === '' ? undefined : { code: product, term: termOf(product, textIn(drug, 'Name'), listed) }}
        choose={choose}
      />
      <ListedName listed={listed} code={product} given={textIn(drug, 'Name')} />
      <div className="field-row">
        <TextField form={form} name="Dose" />
        <TextField form={form} name="Quantity" />
      </div>
      <div className="field-row">
        <DateField form={form} name="StartDate" label="First day" hint="Today if left empty" />
        <DateField form={form} name="EndDate" label="Last day" />
      </div>
      <ChoiceField
        form={form}
        name="MedicationType"
        label="On what terms"
        none="NHS medication, unless you choose"
        choices={['NHS medication', 'Private issue', 'Other medication']}
      />
    </>
  );
}
