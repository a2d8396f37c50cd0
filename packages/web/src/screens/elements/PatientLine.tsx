// Whose record is open, in one line, where the banner cannot be seen: in dialogs over the screen.
import { useOperation } from '../api/queries.js';
import { useRight } from '../api/user.js';
import { dateText } from './dates.js';
import { NhsNumber } from './NhsNumber.js';

export function PatientLine() {
  const { data } = useOperation('demographics.get', {}, { enabled: useRight('demographics.read') });
  if (data == null) return null;
  const part = (name: string): string => String(data.demographics[name] ?? '');
  const given = [part('FirstName'), part('Title') === '' ? '' : `(${part('Title')})`].filter((text) => text !== '').join(' ');
  return (
    <p className="patient-line">
      <strong>
        {part('Surname').toUpperCase()}
        {given !== '' && `, ${given}`}
      </strong>
      {part('DateOfBirth') !== '' && <span>Born {dateText(part('DateOfBirth'))}</span>}
      <span>
        NHS No. <NhsNumber value={data.nhsNumber} />
      </span>
    </p>
  );
}
