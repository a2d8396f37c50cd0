// The fields of demographics, in the groups in which they are asked for.
import type { ReactNode } from 'react';
import { CodeSearch, type FoundCode } from '../dialogs/CodeSearch.js';
import { type FormState, messageAt, partsIn, textIn, withPart } from '../dialogs/content.js';
import { ChoiceField, DateField, TextField } from '../dialogs/fields.js';
import { staffChoices, useLists } from '../dialogs/useLists.js';
import { fieldName } from '../words/fields.js';
import { genders } from '../words/genders.js';

export function DemographicsFields({ form }: { readonly form: FormState }) {
  const lists = useLists();
  return (
    <>
      <Group title="Name">
        <TextField form={form} name="Title" />
        <TextField form={form} name="FirstName" />
        <TextField form={form} name="MiddleNames" />
        <TextField form={form} name="Surname" />
        <TextField form={form} name="KnownAs" />
      </Group>
      <Group title="Person">
        <DateField form={form} name="DateOfBirth" />
        <ChoiceField form={form} name="Sex" label="Gender" choices={genders} />
        <ChoiceField form={form} name="EnglishSpeaker" none="Not said" choices={['Yes', 'No', 'Unknown']} />
        <Coded form={form} name="MaritalStatus" kind="marital" />
        <Coded form={form} name="Ethnicity" kind="ethnicity" />
        <Coded form={form} name="MainLanguage" kind="language" />
      </Group>
      <AddressFields form={form} />
      <Group title="How they are reached">
        <TextField form={form} name="HomeTelephone" />
        <TextField form={form} name="WorkTelephone" />
        <TextField form={form} name="MobileTelephone" />
        <TextField form={form} name="AlternateTelephone" />
        <TextField form={form} name="EmailAddress" />
        <ChoiceField form={form} name="SMSConsent" none="Not said" choices={['Yes', 'No']} />
      </Group>
      <Group title="Care here">
        <ChoiceField form={form} name="UsualGPUserName" none="Nobody" choices={staffChoices(lists)} />
        <DateField form={form} name="CareStartDate" />
        <TextField form={form} name="RegistrationType" />
      </Group>
    </>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className="field-group">
      <legend>{title}</legend>
      <div className="field-row">{children}</div>
    </fieldset>
  );
}

function Coded({ form, name, kind }: { readonly form: FormState; readonly name: string; readonly kind: string }) {
  const code = partsIn(partsIn(form.content, name), 'Code');
  const scheme = code.Scheme === 'Snomed' ? 'Snomed' : 'CTV3';
  const text = textIn(code, 'Code');
  const choose = (found: FoundCode | undefined): void =>
    form.set(name, found === undefined ? undefined : { Code: { Scheme: scheme, Code: found.code, Term: found.term } });
  return (
    <CodeSearch
      label={fieldName(name)}
      error={messageAt(form.fault, name)}
      scheme={scheme}
      kind={kind}
      chosen={text === '' ? undefined : { code: text, term: textIn(code, 'Term') }}
      choose={choose}
    />
  );
}

const addressParts = ['HouseName', 'HouseNumber', 'Road', 'Locality', 'Town', 'County', 'Postcode'] as const;

/** An address takes the place of the whole one (B7.10). */
function AddressFields({ form }: { readonly form: FormState }) {
  const address = partsIn(form.content, 'Address');
  const set = (part: string, value: unknown): void => {
    const next = withPart(address, part, value);
    form.set('Address', Object.keys(next).length === 0 ? undefined : next);
  };
  const fault = form.fault?.field === 'Address' ? { ...form.fault, field: addressParts[0] } : undefined;
  return (
    <Group title="Home address">
      {addressParts.map((part) => (
        <TextField key={part} form={{ content: { [part]: textIn(address, part) }, set, fault }} name={part} />
      ))}
    </Group>
  );
}
