// What was chosen in the ledger, as it now is: the ledger goes on behind it, and somebody else may change it meanwhile.
import { useOperation } from '../api/queries.js';
import { AppointmentDialog } from './AppointmentDialog.js';
import { BookDialog } from './BookDialog.js';
import { type Clinic, type ClinicEntry, entryKey } from './states.js';

export function ChosenEntry({ chosen, close }: { readonly chosen: ClinicEntry; readonly close: (done?: string) => void }) {
  const { clinic, entry } = chosen;
  const day = entry.start.slice(0, 10);
  const { data } = useOperation('appointments.ledger', { from: day, to: day, clinician: clinic.clinician.userName });
  const now = currentOf(data?.clinics ?? [], chosen);
  if (entry.state === 'free') return <BookDialog slot={chosen} isGone={data !== undefined && now?.state !== 'free'} close={close} />;
  return <AppointmentDialog chosen={now === undefined ? chosen : { clinic, entry: now }} isGone={data !== undefined && now === undefined} close={close} />;
}

function currentOf(clinics: readonly Clinic[], { clinic, entry }: ClinicEntry) {
  return clinics.find(({ id }) => id === clinic.id)?.entries.find((other) => entryKey(other) === entryKey(entry));
}
