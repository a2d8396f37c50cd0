// A file in the record, or an address in place of one.
import type { FormState } from '../content.js';
import { FilePicker, type Picking } from '../FilePicker.js';
import { LongTextField, TextField } from '../fields.js';

export function AttachmentForm({ form, picking }: { readonly form: FormState; readonly picking: Picking }) {
  return (
    <>
      <FilePicker form={form} picking={picking} />
      <TextField form={form} name="URL" label="Web address, in place of a file" />
      <LongTextField form={form} name="Comments" />
    </>
  );
}
