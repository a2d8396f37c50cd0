// A coded entry: a finding, a measurement where it has a value, a problem where it has a severity.

import { CodeSearch, type FoundCode } from '../CodeSearch.js';
import { type FormState, messageAt, partsIn, textIn } from '../content.js';
import { ChoiceField, DateField, LongTextField, TextField } from '../fields.js';
import { type Listed, ListedName, termOf } from '../ListedName.js';

interface CodingFormProps {
  readonly form: FormState;
  /** What the list calls the code that it was filled in with. */
  readonly listed: Listed | undefined;
}

export function CodingForm({ form, listed }: CodingFormProps) {
  const code = partsIn(form.content, 'Code');
  const scheme = code.Scheme === 'Snomed' ? 'Snomed' : 'CTV3';
  const text = textIn(code, 'Code');
  const choose = (found: FoundCode | undefined): void => {
    form.set('Code', found === undefined ? { Scheme: scheme } : { Scheme: scheme, Code: found.code, Term: found.term });
    // Units are of one code: with that they go.
    const isOther = text !== '' && text !== found?.code;
    if (isOther || textIn(form.content, 'Units') === '') form.set('Units', found?.units ?? undefined);
  };
  const chooseScheme = (one: 'CTV3' | 'Snomed'): void => {
    form.set('Code', { Scheme: one });
    if (text !== '') form.set('Units', undefined);
  };
  return (
    <>
      <fieldset className="choice-row">
        <legend className="nhsuk-label">Scheme</legend>
        {(['CTV3', 'Snomed'] as const).map((one) => (
          <label key={one}>
            <input type="radio" name="scheme" checked={scheme === one} onChange={() => chooseScheme(one)} /> {one === 'Snomed' ? 'SNOMED CT' : 'CTV3'}
          </label>
        ))}
      </fieldset>
      <CodeSearch
        label="Code"
        hint="Beginnings of words, or the code itself"
        error={messageAt(form.fault, 'Code')}
        scheme={scheme}
        chosen={text === '' ? undefined : { code: text, term: termOf(text, textIn(code, 'Term'), listed) }}
        choose={choose}
      />
      <ListedName listed={listed} code={text} given={textIn(code, 'Term')} />
      <div className="field-row">
        <ChoiceField form={form} name="Episodicity" label="First or ongoing" none="Not said" choices={['New', 'Ongoing']} />
        <TextField form={form} name="Value" />
        <TextField form={form} name="Units" />
      </div>
      <div className="field-row">
        <ChoiceField form={form} name="ProblemSeverity" none="Not a problem" choices={['Major', 'Minor']} />
        <DateField form={form} name="ProblemEndDate" />
      </div>
      <LongTextField form={form} name="FreeText" />
    </>
  );
}
