// The filters above the list. Each change is a new address.
import { useNavigate } from '@tanstack/react-router';
import { Button, Select, TextInput } from 'nhsuk-react-components';
import { type SubmitEvent, useEffect, useRef } from 'react';
import { useOperation } from '../../api/queries.js';
import { useRight } from '../../api/user.js';
import { type AuditSearch, isFiltered, type Kinds, type Period, periods, searchOf } from '../search.js';
import { outcomeWords } from '../words.js';

const kindNames: Readonly<Record<'all' | Kinds, string>> = { all: 'All', messages: 'Messages', people: 'People' };

export function Filters({ search }: { readonly search: AuditSearch }) {
  const navigate = useNavigate({ from: '/audit' });
  const seesAll = useRight('audit.all');
  const { data: values } = useOperation('audit.values', {});
  const form = useRef<HTMLFormElement>(null);
  const to = (next: AuditSearch): void => void navigate({ search: next, resetScroll: false });

  // Gone back to another address, the fields show what that one has.
  useEffect(() => {
    for (const field of form.current?.elements ?? []) {
      if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement)
        field.value = String(Object.entries(search).find(([name]) => name === field.name)?.[1] ?? '');
    }
  }, [search]);

  const apply = (): void => {
    if (form.current === null) return;
    const given = Object.fromEntries([...new FormData(form.current)].map(([name, value]) => [name, String(value)]));
    const { kinds, compare } = search;
    const next = searchOf({ ...given, kinds, compare });
    // A time that was typed takes the place of a period.
    const { last, ...rest } = next;
    to(next.from !== undefined || next.to !== undefined ? rest : next);
  };
  /** A period takes the place of times that were typed. */
  const choosePeriod = (): void => {
    for (const name of ['from', 'to']) {
      const field = form.current?.elements.namedItem(name);
      if (field instanceof HTMLInputElement) field.value = '';
    }
    apply();
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
        <TextInput label="From (UK time)" name="from" type="datetime-local" defaultValue={search.from} />
        <TextInput label="To" name="to" type="datetime-local" defaultValue={search.to} />
        <Choice label="Function" name="function" value={search.function} values={values?.functions} onChange={apply} />
        <Choice label="Outcome" name="outcome" value={search.outcome} values={values?.outcomes} words={outcomeWords} onChange={apply} />
        <Choice label="Application" name="application" value={search.application} values={values?.applications} onChange={apply} />
        <Choice label="Device" name="device" value={search.device} values={values?.devices} onChange={apply} />
        {seesAll && <Choice label="User" name="user" value={search.user} values={values?.users} onChange={apply} />}
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
