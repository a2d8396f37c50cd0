// Whose record is open, in one line, where the banner cannot be seen: in dialogs over the screen.
import { patientName } from '../patient/names.js';
import { useOpenRecord } from '../patient/open-record.js';
import { dateText } from './dates.js';
import { PatientNumber } from './PatientNumber.js';

export function PatientLine() {
  const { data: open } = useOpenRecord();
  if (open == null) return null;
  return (
    <p className="patient-line">
      <strong>{patientName(open)}</strong>
      <span>Born {dateText(open.dateOfBirth)}</span>
      <span>
        <PatientNumber value={open.number} />
      </span>
    </p>
  );
}
