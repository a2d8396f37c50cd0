// The dialogs that applications have opened in the open record: over the screen at once, one after another (B7.21).
import type { OutputOf } from '@s1kit/link';
import { lazy, Suspense, useState } from 'react';
import { useChange, useOperation } from '../api/queries.js';
import { useRight } from '../api/user.js';
import { Failure } from '../elements/Failure.js';
import { useOpenRecord } from '../patient/open-record.js';
import type { Draft } from './EntryForm.js';
import { kinds } from './kinds.js';
import { uploadOf } from './upload.js';

// The forms are loaded with the first dialog, not with the first screen.
const EntryForm = lazy(async () => ({ default: (await import('./EntryForm.js')).EntryForm }));

type OpenDialog = OutputOf<'dialogs.list'>[number];

export function OpenDialogs() {
  const { data: status } = useOperation('session.status', {});
  const standing = status?.record?.dialogs ?? [];
  const mayLaunch = useRight('launch');
  const mayWrite = useRight('clinical.write');
  if (standing.length === 0) return null;
  if (!mayLaunch || !mayWrite) return <NotForThisRole dialogs={standing} />;
  return <Answered />;
}

function NotForThisRole({ dialogs }: { readonly dialogs: readonly Pick<OpenDialog, 'id' | 'application'>[] }) {
  const applications = [...new Set(dialogs.map(({ application }) => application))].join(', ');
  return (
    <p className="dialog-note" role="status">
      {applications} has opened {dialogs.length === 1 ? 'a dialog' : `${dialogs.length} dialogs`} in this record, which your role may not answer.
    </p>
  );
}

function Answered() {
  const { data: open } = useOpenRecord();
  const { data: listed = [], error, refetch } = useOperation('dialogs.list', {});
  // The dialogs and the banner are read one after the other: none is shown below the name of another patient.
  const dialogs = listed.filter(({ nhsNumber }) => nhsNumber === open?.number);
  const answer = useChange('dialogs.answer', ['dialogs.list', 'session.status', 'session.changes']);
  const [aside, setAside] = useState<ReadonlySet<string>>(new Set());
  const [drafts, setDrafts] = useState<ReadonlyMap<string, Draft>>(new Map());
  const shown = dialogs.find((each) => !aside.has(keyOf(each)));
  if (error !== null && dialogs.length === 0) return <Failure failure={error} again={() => void refetch()} />;
  if (shown === undefined) {
    if (dialogs.length === 0) return null;
    return (
      <p className="dialog-note" role="status">
        {dialogs.length === 1 ? 'A dialog waits' : `${dialogs.length} dialogs wait`} for you:{' '}
        {dialogs.map(({ application, dialog }) => `${kinds[dialog].name} (${application})`).join(', ')}.{' '}
        <button type="button" className="link-button" onClick={() => setAside(new Set())}>
          Open
        </button>
      </p>
    );
  }
  const { id, application, content, dialog, listed: listedName, nhsNumber } = shown;
  const key = keyOf(shown);
  const place = dialogs.indexOf(shown) + 1;
  return (
    <Suspense>
      <EntryForm
        key={key}
        kind={dialog}
        filled={content}
        listed={listedName}
        asked={`${application} asks for this. It has filled it in; nothing is made before you accept it.${dialogs.length > 1 ? ` ${place} of ${dialogs.length}.` : ''}`}
        accept={async (edited, file) =>
          await answer.mutateAsync({ id, nhsNumber, answer: 'accept', content: { ...edited }, ...(file === undefined ? {} : { file: await uploadOf(file) }) })
        }
        dismiss={() => answer.mutateAsync({ id, nhsNumber, answer: 'dismiss' })}
        dismissName="Dismiss"
        draft={drafts.get(key)}
        putAside={(draft) => {
          setDrafts(new Map([...drafts, [key, draft]]));
          setAside(new Set([...aside, key]));
        }}
      />
    </Suspense>
  );
}

/** Numbers of dialogs begin anew where a snapshot is restored: what was put aside must not come back in another patient's dialog. */
function keyOf({ id, nhsNumber, openedAt }: OpenDialog): string {
  return `${id} ${nhsNumber} ${openedAt}`;
}
