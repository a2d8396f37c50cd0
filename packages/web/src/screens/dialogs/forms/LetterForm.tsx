// A letter that came or went, with its file.
import { type FormState, partsIn, textIn, withPart } from '../content.js';
import { FilePicker, type Picking } from '../FilePicker.js';
import { ChoiceField, DateField, TextField } from '../fields.js';
import { useLists } from '../useLists.js';

export function LetterForm({ form, picking }: { readonly form: FormState; readonly picking: Picking }) {
  const { letterTypes } = useLists();
  return (
    <>
      <FilePicker form={form} picking={picking} />
      <div className="field-row">
        <ChoiceField form={form} name="Direction" none="Not said" choices={['Incoming', 'Outgoing', 'Other']} />
        <ChoiceField form={form} name="Type" label="Kind of letter" none="Not said" choices={letterTypes} />
        <DateField form={form} name="DateSentReceived" />
      </div>
      <Correspondent form={form} who="Sender" title="From" />
      <Correspondent form={form} who="Recipient" title="To" />
    </>
  );
}

function Correspondent({ form, who, title }: { readonly form: FormState; readonly who: 'Sender' | 'Recipient'; readonly title: string }) {
  const name = `${who}Name`;
  const person = partsIn(form.content, name);
  const set = (part: string, value: unknown): void => {
    const next = withPart(person, part, value);
    form.set(name, Object.keys(next).length === 0 ? undefined : next);
  };
  // A fault of the name stands at the first of its parts.
  const fault = form.fault?.field === name ? { ...form.fault, field: 'Title' } : undefined;
  return (
    <fieldset className="field-group">
      <legend>{title}</legend>
      <div className="field-row">
        {(['Title', 'FirstName', 'MiddleNames', 'Surname'] as const).map((part) => (
          <TextField key={part} form={{ content: { [part]: textIn(person, part) }, set, fault }} name={part} />
        ))}
        <TextField form={form} name={`${who}Organisation`} label="Organisation" />
      </div>
    </fieldset>
  );
}
