// The form of demographics: only what is changed is sent, with what was read of it, so that nobody's change is lost unseen.
import type { OutputOf } from '@s1kit/link';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { useChange } from '../api/queries.js';
import { type Content, type FormState, withPart } from '../dialogs/content.js';
import { type Fault, faultOf } from '../dialogs/faults.js';
import { useFocusOnFault } from '../dialogs/useFocusOnFault.js';
import type { Conflict } from './conflict.js';
import { DemographicsConflicts } from './DemographicsConflicts.js';
import { DemographicsFields } from './DemographicsFields.js';

type Read = NonNullable<OutputOf<'demographics.get'>>;

interface DemographicsFormProps {
  readonly read: Read;
  /** Begins again with what the record has now. */
  readonly anew: () => void;
}

const told = {
  saved: 'Saved.',
  unchanged: 'Nothing was changed: the record has these values already.',
} as const;

export function DemographicsForm({ read: { nhsNumber, demographics }, anew }: DemographicsFormProps) {
  const navigate = useNavigate();
  const update = useChange('demographics.update', ['demographics.get', 'session.status', 'session.changes']);
  const [read, setRead] = useState<Content>(demographics);
  const [content, setContent] = useState<Content>(demographics);
  const [fault, setFault] = useState<Fault>();
  const [conflicts, setConflicts] = useState<readonly Conflict[]>([]);
  const [outcome, setOutcome] = useState('');
  const formElement = useRef<HTMLFormElement>(null);
  useFocusOnFault(formElement, fault);
  const changes = changesOf(read, content);
  const count = Object.keys(changes).length;

  const form: FormState = {
    content,
    fault,
    set: (name, value) => {
      setOutcome('');
      setContent((before) => withPart(before, name, value));
    },
  };
  /** @param becomes what the form says once that is saved */
  const send = (sent: Content, known: Content, becomes: Content): void => {
    setFault(undefined);
    setOutcome('');
    update.mutate(
      { nhsNumber, changes: { ...sent }, read: Object.fromEntries(Object.keys(sent).map((name) => [name, known[name] ?? null])) },
      {
        onSuccess: ({ outcome: came, conflicts: found }) => {
          setConflicts(found);
          if (came === 'conflicts') return;
          // It waits with the others, where it can be seen.
          if (came === 'unsaved') return void navigate({ to: '/unsaved' });
          setOutcome(told[came]);
          setRead(becomes);
        },
        onError: (failure) => setFault(faultOf(failure, 'Demographics')),
      },
    );
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send(changes, read, content);
  };
  const decide = (mine: ReadonlySet<string>): void => {
    // What is kept of theirs is what the form has from now on; what is kept of mine is sent again, with theirs as seen.
    const seen = Object.fromEntries(conflicts.map(({ field, theirs }) => [field, theirs]));
    const theirs = Object.fromEntries(conflicts.filter(({ field }) => !mine.has(field)).map(({ field, theirs: value }) => [field, value]));
    const next = filled({ ...content, ...theirs });
    const known = filled({ ...read, ...seen });
    setContent(next);
    setRead(known);
    setConflicts([]);
    const left = changesOf(known, next);
    if (Object.keys(left).length > 0) send(left, known, next);
    else setOutcome('Nothing was changed: you kept what the record has.');
  };
  return (
    <form ref={formElement} className="entry-form demographics-form" onSubmit={submit} noValidate>
      {conflicts.length > 0 && <DemographicsConflicts conflicts={conflicts} decide={decide} />}
      {fault !== undefined && (
        <div className="failure" role="alert" tabIndex={-1}>
          <p>
            {!fault.isUnknown && 'Nothing was saved. '}
            {fault.message}
          </p>
        </div>
      )}
      <DemographicsFields form={form} />
      <div className="buttons">
        <button type="submit" className="nhsuk-button" disabled={count === 0 || update.isPending}>
          Save
        </button>
        <button type="button" className="nhsuk-button nhsuk-button--secondary" disabled={count === 0} onClick={() => setContent(read)}>
          Undo
        </button>
        <button type="button" className="link-button" onClick={anew}>
          Read again
        </button>
        <span className="secondary" role="status">
          {outcome === '' ? (count === 0 ? 'Nothing is changed.' : `${count === 1 ? '1 field is' : `${count} fields are`} changed.`) : outcome}
        </span>
      </div>
    </form>
  );
}

/** What differs; what was taken away is sent empty, which empties it. */
function changesOf(read: Content, content: Content): Content {
  const names = new Set([...Object.keys(read), ...Object.keys(content)]);
  const differing = [...names].filter((name) => JSON.stringify(read[name]) !== JSON.stringify(content[name]));
  return Object.fromEntries(differing.map((name) => [name, content[name] ?? (typeof read[name] === 'object' ? {} : '')]));
}

function filled(content: Content): Content {
  return Object.fromEntries(Object.entries(content).filter(([, value]) => value !== null && value !== undefined));
}
