// Booking a free slot; or the status, comments and flags of an appointment that is booked.
import { dateTimeText } from '../../elements/dates.js';
import { useStaffNames } from '../../words/useStaffNames.js';
import { type FormState, partsIn, textIn } from '../content.js';
import { ChoiceField, LongTextField, TextField } from '../fields.js';
import { SlotPicker } from '../SlotPicker.js';

export function BookingForm({ form }: { readonly form: FormState }) {
  const isBooked = textIn(form.content, 'AppointmentUID') !== '';
  const flags = form.content.Flag;
  return (
    <>
      {isBooked ? (
        <ChoiceField form={form} name="Status" none="As it is" choices={['Booked', 'Arrived', 'In Progress', 'Finished', 'Did Not Attend', 'Cancelled']} />
      ) : (
        <>
          <Chosen form={form} />
          <SlotPicker form={form} />
        </>
      )}
      <LongTextField form={form} name="Comments" />
      <TextField
        form={{
          ...form,
          content: { Flag: Array.isArray(flags) ? flags.join(', ') : '' },
          set: (_name, value) => form.set('Flag', value === '' ? undefined : String(value).split(/, ?/)),
        }}
        name="Flag"
        hint="Words that staff pin to it, with commas between"
      />
    </>
  );
}

function Chosen({ form }: { readonly form: FormState }) {
  const nameOf = useStaffNames();
  const clinic = partsIn(form.content, 'Clinic');
  const slot = partsIn(clinic, 'Slot');
  const start = textIn(slot, 'DateTimeStart');
  return (
    <p className="chosen-slot" role="status">
      {start === '' ? (
        'No slot is chosen yet.'
      ) : (
        <>
          <strong>{dateTimeText(start)}</strong>, {textIn(slot, 'Duration')} minutes, {textIn(slot, 'SlotType')}
          <br />
          {nameOf(textIn(clinic, 'UserName'))}, {textIn(clinic, 'ClinicType')}, {textIn(clinic, 'SiteName')}
        </>
      )}
    </p>
  );
}
