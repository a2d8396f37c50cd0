// The search box of the header: a combobox whose list has the patients who match, told apart by more than their names.
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { useOperation } from '../api/queries.js';
import { Failure } from '../elements/Failure.js';
import { useAfterPause } from '../elements/use-after-pause.js';
import { type FoundPatient, FoundPatients } from './FoundPatients.js';
import { useOpening } from './opening.js';

const shortest = 2;

export function PatientSearch() {
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const [failure, setFailure] = useState<unknown>();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const wanted = useAfterPause(text.trim());
  const isWanted = isOpen && wanted.length >= shortest;
  const { data, error, isPlaceholderData } = useOperation('patients.find', { text: wanted }, { enabled: isWanted });
  const isCurrent = isWanted && data !== undefined && !isPlaceholderData && wanted === text.trim();
  const patients = isCurrent ? data.patients : [];
  const open = useOpening();

  const choose = async ({ number }: FoundPatient): Promise<void> => {
    setFailure(undefined);
    setOpen(false);
    setActive(-1);
    try {
      await open(number);
      setText('');
      // The keyboard goes where the record is.
      document.getElementById('maincontent')?.focus();
    } catch (refusal) {
      setFailure(refusal);
      input.current?.focus();
    }
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Escape') {
      if (isOpen) setOpen(false);
      else setText('');
      setActive(-1);
    }
    if (event.key === 'Enter') {
      const chosen = patients[active] ?? (patients.length === 1 ? patients[0] : undefined);
      if (isOpen && chosen !== undefined) void choose(chosen);
      else setOpen(true);
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      if (patients.length === 0) return;
      const step = event.key === 'ArrowDown' ? 1 : -1;
      // From the box itself, downward leads to the first and upward to the last.
      setActive((place) => (place < 0 && step < 0 ? patients.length - 1 : (place + step + patients.length) % patients.length));
    }
  };

  return (
    <search className="patient-search">
      <label className="nhsuk-u-visually-hidden" htmlFor={id}>
        Find a patient: name, NHS number or date of birth
      </label>
      <input
        ref={input}
        id={id}
        className="patient-search__box"
        type="text"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        placeholder="Name, NHS number or date of birth"
        aria-autocomplete="list"
        aria-expanded={isWanted}
        aria-controls={`${id}-list`}
        aria-activedescendant={active >= 0 && isCurrent ? `${id}-${active}` : undefined}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          setOpen(true);
          setActive(-1);
          setFailure(undefined);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <FoundPatients
        id={id}
        isShown={isWanted}
        found={isCurrent ? data : undefined}
        failure={isWanted ? error : null}
        active={active}
        onChoose={(patient) => void choose(patient)}
      />
      {failure !== undefined && (
        <div className="patient-search__failure">
          <Failure failure={failure} />
        </div>
      )}
    </search>
  );
}
