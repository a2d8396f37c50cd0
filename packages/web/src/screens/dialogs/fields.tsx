// Fields of an entry's form: each holds one part of the element.
import { Select, Textarea, TextInput } from 'nhsuk-react-components';
import { DateEntry } from '../elements/DateEntry.js';
import { fieldName } from '../words/fields.js';
import { type FormState, messageAt, textIn } from './content.js';

interface FieldProps {
  readonly form: FormState;
  /** The part's name in messages. */
  readonly name: string;
  /** What it is called in this form; what it is called everywhere if left out. */
  readonly label?: string;
  readonly hint?: string;
}

export function TextField({ form, name, label = fieldName(name), hint }: FieldProps) {
  return (
    <TextInput
      label={label}
      {...(hint === undefined ? {} : { hint })}
      {...errorOf(form, name)}
      name={name}
      value={textIn(form.content, name)}
      onChange={({ currentTarget }) => form.set(name, currentTarget.value)}
    />
  );
}

export function LongTextField({ form, name, label = fieldName(name), hint }: FieldProps) {
  return (
    <Textarea
      label={label}
      {...(hint === undefined ? {} : { hint })}
      {...errorOf(form, name)}
      name={name}
      rows={3}
      value={textIn(form.content, name)}
      onChange={({ currentTarget }) => form.set(name, currentTarget.value)}
    />
  );
}

export function DateField({ form, name, label = fieldName(name), hint, withTime = false }: FieldProps & { readonly withTime?: boolean }) {
  return (
    <DateEntry
      label={label}
      hint={hint}
      error={messageAt(form.fault, name)}
      name={name}
      of={withTime ? 'dateAndTime' : 'date'}
      value={textIn(form.content, name)}
      change={(value) => form.set(name, value)}
    />
  );
}

interface ChoiceFieldProps extends FieldProps {
  readonly choices: readonly (string | { readonly value: string; readonly name: string })[];
  /** What stands for no choice; where it is left out, one of them has to be chosen. */
  readonly none?: string;
}

export function ChoiceField({ form, name, label = fieldName(name), hint, choices, none = 'Choose' }: ChoiceFieldProps) {
  const chosen = textIn(form.content, name);
  const offered = choices.map((choice) => (typeof choice === 'string' ? { value: choice, name: choice } : choice));
  return (
    <Select
      label={label}
      {...(hint === undefined ? {} : { hint })}
      {...errorOf(form, name)}
      name={name}
      value={chosen}
      onChange={({ currentTarget }) => form.set(name, currentTarget.value)}
    >
      <Select.Option value="">{none}</Select.Option>
      {chosen !== '' && !offered.some(({ value }) => value === chosen) && <Select.Option value={chosen}>{chosen}</Select.Option>}
      {offered.map(({ value, name: words }) => (
        <Select.Option key={value} value={value}>
          {words}
        </Select.Option>
      ))}
    </Select>
  );
}

/** A property that is not there has no error: the components take an empty one for one. */
export function errorOf(form: FormState, name: string): { readonly error?: string } {
  const error = messageAt(form.fault, name);
  return error === undefined ? {} : { error };
}
