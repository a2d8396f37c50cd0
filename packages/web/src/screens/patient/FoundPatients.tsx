// The list below the search box.
import type { OutputOf } from '@s1kit/link';
import { dateText } from '../elements/dates.js';
import { PatientNumber } from '../elements/PatientNumber.js';
import { genderText } from '../words/genders.js';
import { patientName } from './names.js';

type Found = OutputOf<'patients.find'>;
export type FoundPatient = Found['patients'][number];

interface FoundPatientsProps {
  /** Of the box: the list's and the options' begin with it. */
  readonly id: string;
  readonly isShown: boolean;
  /** What was found for the text as it stands; undefined until then. */
  readonly found: Found | undefined;
  readonly failure: Error | null;
  /** The place of the option that the keyboard stands on; below zero for none. */
  readonly active: number;
  readonly onChoose: (patient: FoundPatient) => void;
}

export function FoundPatients({ id, isShown, found, failure, active, onChoose }: FoundPatientsProps) {
  const message = failure?.message ?? (found === undefined ? 'Searching …' : wordsFor(found));
  return (
    <>
      <div className={isShown ? 'patient-search__list' : 'patient-search__list patient-search__list--shut'}>
        <div id={`${id}-list`} role="listbox" aria-label="Patients found">
          {isShown &&
            found?.patients.map((patient, place) => (
              <Option key={patient.number} id={`${id}-${place}`} patient={patient} isActive={place === active} choose={() => onChoose(patient)} />
            ))}
        </div>
        {isShown && <p className="patient-search__message">{message}</p>}
      </div>
      <p className="nhsuk-u-visually-hidden" role="status">
        {isShown ? message : ''}
      </p>
    </>
  );
}

function wordsFor({ hint, more, patients }: Found): string {
  if (hint !== null) return hint;
  if (patients.length === 0) return 'Nobody of this practice matches. Confidential patients are found by their NHS number alone.';
  if (more) return `More than ${patients.length} patients match: say more, e.g. a first name or a date of birth.`;
  return patients.length === 1 ? '1 patient' : `${patients.length} patients`;
}

interface OptionProps {
  readonly id: string;
  readonly patient: FoundPatient;
  readonly isActive: boolean;
  readonly choose: () => void;
}

function Option({ id, patient, isActive, choose }: OptionProps) {
  const { address, age, confidential, dateOfBirth, dateOfDeath, knownAs, number, postcode, sex } = patient;
  return (
    // The keyboard stays in the box, as the pattern of a combobox has it: Enter chooses what stands out.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    // biome-ignore lint/a11y/useFocusableInteractive: see above
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      ref={(element) => {
        if (isActive) element?.scrollIntoView({ block: 'nearest' });
      }}
      // The box keeps the keyboard, and the list stays until a click has chosen.
      onMouseDown={(event) => event.preventDefault()}
      onClick={choose}
    >
      <span className="patient-search__name">
        {patientName(patient)}
        {knownAs !== '' && <span className="secondary"> known as {knownAs}</span>}
        {confidential && <span className="mark mark--amber">Confidential</span>}
        {dateOfDeath !== null && <span className="mark mark--dark">Died {dateText(dateOfDeath)}</span>}
      </span>
      <span className="patient-search__facts">
        Born {dateText(dateOfBirth)}
        {dateOfDeath === null && age !== '' && ` (${age})`} · {genderText(sex)} · <PatientNumber value={number} />
      </span>
      <span className="patient-search__facts">{[address, postcode].filter((part) => part !== '').join(', ') || 'No address recorded'}</span>
    </div>
  );
}
