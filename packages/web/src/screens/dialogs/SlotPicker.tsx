// The free slots of the next days, narrowed as one likes; one is chosen.
import type { OutputOf } from '@s1kit/link';
import { useId, useState } from 'react';
import { useOperation } from '../api/queries.js';
import { DateEntry } from '../elements/DateEntry.js';
import { parseDate } from '../elements/date-entry.js';
import { dateText, timeText } from '../elements/dates.js';
import { Failure } from '../elements/Failure.js';
import { Loading } from '../elements/Loading.js';
import { Narrowing } from '../elements/Narrowing.js';
import { useStaffNames } from '../words/useStaffNames.js';
import { type FormState, messageAt, partsIn, textIn } from './content.js';
import { staffChoices, useLists } from './useLists.js';

type FreeSlot = OutputOf<'slots.free'>['slots'][number];

const page = 40;

export function SlotPicker({ form }: { readonly form: FormState }) {
  const lists = useLists();
  const clinic = partsIn(form.content, 'Clinic');
  const [from, setFrom] = useState(textIn(partsIn(clinic, 'Slot'), 'DateTimeStart').slice(0, 10));
  const [userName, setUserName] = useState(textIn(clinic, 'UserName'));
  const [clinicType, setClinicType] = useState(textIn(clinic, 'ClinicType'));
  const [limit, setLimit] = useState(page);
  const narrowing = {
    ...(parseDate(from) === undefined ? {} : { from }),
    ...(userName === '' ? {} : { userName }),
    ...(clinicType === '' ? {} : { clinicType }),
  };
  const { data, error, refetch } = useOperation('slots.free', { ...narrowing, days: 14, limit });
  const fault = messageAt(form.fault, 'Clinic');
  return (
    <fieldset className="field-group">
      <legend>Free slots</legend>
      <div className="field-row">
        <DateEntry label="From" hint="Today if left empty" value={from} change={setFrom} />
        <Narrowing
          label="Clinician"
          everything="Any"
          chosen={userName}
          options={staffChoices(lists).map(({ value, name }) => [value, name])}
          choose={setUserName}
        />
        <Narrowing label="Clinic" everything="Any" chosen={clinicType} options={lists.clinicTypes.map((value) => [value, value])} choose={setClinicType} />
      </div>
      {fault !== undefined && (
        <span className="nhsuk-error-message" role="alert">
          <span className="nhsuk-u-visually-hidden">Error:</span> {fault}
        </span>
      )}
      {error !== null && <Failure failure={error} again={() => void refetch()} />}
      {data === undefined ? error === null && <Loading what="free slots" /> : <Slots form={form} slots={data.slots} />}
      {data !== undefined && data.total > limit && limit < 500 && (
        <button type="button" className="link-button" onClick={() => setLimit(limit + page)}>
          Show more of {data.total} free slots
        </button>
      )}
    </fieldset>
  );
}

function Slots({ form, slots }: { readonly form: FormState; readonly slots: readonly FreeSlot[] }) {
  const nameOf = useStaffNames();
  const group = useId();
  const clinic = partsIn(form.content, 'Clinic');
  const chosen = keyOf({
    userName: textIn(clinic, 'UserName'),
    siteName: textIn(clinic, 'SiteName'),
    clinicType: textIn(clinic, 'ClinicType'),
    start: textIn(partsIn(clinic, 'Slot'), 'DateTimeStart'),
  });
  if (slots.length === 0) return <p>No slot is free in these 14 days. Choose another day, or any clinician.</p>;
  const days = [...new Set(slots.map(({ start }) => start.slice(0, 10)))];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
    <section className="slot-list" aria-label="Free slots by day" tabIndex={0}>
      {days.map((day) => (
        <fieldset key={day}>
          <legend>{dateText(day)}</legend>
          {slots
            .filter(({ start }) => start.startsWith(day))
            .map((slot) => (
              <label key={keyOf(slot)} className="slot">
                <input type="radio" name={group} checked={keyOf(slot) === chosen} onChange={() => form.set('Clinic', clinicOf(slot))} />
                <strong>{timeText(slot.start)}</strong>
                <span>
                  {slot.duration} min, {slot.slotType}
                </span>
                <span className="secondary">
                  {nameOf(slot.userName)}, {slot.clinicType}, {slot.siteName}
                </span>
              </label>
            ))}
        </fieldset>
      ))}
    </section>
  );
}

function keyOf({ userName, siteName, clinicType, start }: Pick<FreeSlot, 'userName' | 'siteName' | 'clinicType' | 'start'>): string {
  return JSON.stringify([start, userName, siteName, clinicType]);
}

function clinicOf({ userName, siteName, clinicType, slotType, start, duration }: FreeSlot) {
  return { UserName: userName, SiteName: siteName, ClinicType: clinicType, Slot: { SlotType: slotType, DateTimeStart: start, Duration: duration } };
}
