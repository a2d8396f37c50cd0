// The filters above the list. Each change is a new address.
import { useNavigate } from '@tanstack/react-router';
import { Button, Select, TextInput } from 'nhsuk-react-components';
import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { useOperation } from '../../api/queries.js';
import { useRight } from '../../api/user.js';
import { FoldedFilters } from '../../elements/FoldedFilters.js';
import { type AuditSearch, filtersSet, isFiltered, type Kinds, type Period, periods, searchOf } from '../search.js';
import { outcomeWords } from '../words.js';
import { MomentEntry } from './MomentEntry.js';
import { addressOf, momentOf, noMoment } from './moment.js';

const kindNames: Readonly<Record<'all' | Kinds, string>> = { all: 'All', messages: 'Messages', people: 'People' };

export function Filters({ search }: { readonly search: AuditSearch }) {
  const navigate = useNavigate({ from: '/audit' });
  const seesAll = useRight('audit.all');
  const { data: values } = useOperation('audit.values', {});
  const form = useRef<HTMLFormElement>(null);
  const [from, setFrom] = useState(momentOf(search.from));
  const [until, setUntil] = useState(momentOf(search.to));
  const to = (next: AuditSearch): void => void navigate({ search: next, resetScroll: false });

  // Gone back to another address, the fields show what that one has.
  useEffect(() => {
    for (const field of form.current?.elements ?? []) {
      if ((field instanceof HTMLInputElement || field instanceof HTMLSelectElement) && field.name !== '')
        field.value = String(Object.entries(search).find(([name]) => name === field.name)?.[1] ?? '');
    }
    setFrom(momentOf(search.from));
    setUntil(momentOf(search.to));
  }, [search]);

  const apply = (begins = from, ends = until): void => {
    const times = { from: addressOf(begins, '00:00'), to: addressOf(ends, '23:59') };
    // What is no time is told beside it; as a filter it would be left out.
    if (form.current === null || times.from === undefined || times.to === undefined) return;
    const given = Object.fromEntries([...new FormData(form.current)].map(([name, value]) => [name, String(value)]));
    const { kinds, compare } = search;
    const next = searchOf({ ...given, ...times, kinds, compare });
    // A time that was typed takes the place of a period.
    const { last, ...rest } = next;
    to(next.from !== undefined || next.to !== undefined ? rest : next);
  };
  /** A period takes the place of times that were typed. */
  const choosePeriod = (): void => {
    setFrom(noMoment);
    setUntil(noMoment);
    apply(noMoment, noMoment);
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    apply();
  };

  return (
    <search aria-label="Entries">
      <fieldset className="audit-kinds" aria-label="Whose entries">
        {(['all', 'messages', 'people'] as const).map((kind) => (
          <button key={kind} type="button" aria-pressed={(search.kinds ?? 'all') === kind} onClick={() => to(withKinds(search, kind))}>
            {kindNames[kind]}
          </button>
        ))}
      </fieldset>
      <FoldedFilters set={filtersSet(search)}>
        <form className="filters audit-filters" ref={form} onSubmit={submit}>
          <Choice
            label="Period"
            name="last"
            value={search.last}
            all="Any time"
            values={Object.keys(periods)}
            words={(period) => periods[period as Period] ?? period}
            onChange={choosePeriod}
          />
          <MomentEntry label="From" moment={from} change={setFrom} />
          <MomentEntry label="To" moment={until} change={setUntil} />
          <Choice label="Function" name="function" value={search.function} values={values?.functions} onChange={() => apply()} />
          <Choice label="Outcome" name="outcome" value={search.outcome} values={values?.outcomes} words={outcomeWords} onChange={() => apply()} />
          <Choice label="Application" name="application" value={search.application} values={values?.applications} onChange={() => apply()} />
          <Choice label="Device" name="device" value={search.device} values={values?.devices} onChange={() => apply()} />
          {seesAll && <Choice label="User" name="user" value={search.user} values={values?.users} onChange={() => apply()} />}
          <TextInput
            label={seesAll ? 'Patient: who saw them' : 'Patient'}
            name="patient"
            defaultValue={search.patient}
            maxLength={40}
            placeholder="NHS number"
            autoComplete="off"
          />
          <TextInput
            label="UID"
            name="uid"
            defaultValue={search.uid}
            maxLength={200}
            placeholder="whole, or its beginning"
            autoComplete="off"
            spellCheck={false}
          />
          <div className="buttons">
            <Button type="submit" secondary small>
              Apply
            </Button>
            {isFiltered(search) && (
              <button type="button" className="link-button" onClick={() => to(search.compare === undefined ? {} : { compare: search.compare })}>
                Clear filters
              </button>
            )}
          </div>
        </form>
      </FoldedFilters>
    </search>
  );
}

function withKinds({ kinds, ...search }: AuditSearch, kind: 'all' | Kinds): AuditSearch {
  return kind === 'all' ? search : { ...search, kinds: kind };
}

interface ChoiceProps {
  readonly label: string;
  readonly name: string;
  readonly value: string | undefined;
  readonly all?: string;
  readonly values: readonly string[] | undefined;
  readonly words?: (value: string) => string;
  readonly onChange: () => void;
}

/** A choice among what is on record; what the address has is among it in any case. */
function Choice({ label, name, value, all = 'Any', values = [], words = (text) => text, onChange }: ChoiceProps) {
  const options = value === undefined || values.includes(value) ? values : [...values, value];
  return (
    <Select label={label} name={name} defaultValue={value ?? ''} onChange={onChange} key={`${name} ${options.length}`}>
      <Select.Option value="">{all}</Select.Option>
      {options.map((option) => (
        <Select.Option key={option} value={option}>
          {words(option)}
        </Select.Option>
      ))}
    </Select>
  );
}
