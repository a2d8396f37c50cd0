// The Message Audit: what came through the API and what people did, newest first, as it comes.
import { Link, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { useEnvironmentTime } from '../../api/environment-time.js';
import { useRight } from '../../api/user.js';
import { Failure } from '../../elements/Failure.js';
import { Loading } from '../../elements/Loading.js';
import { NhsNumber } from '../../elements/NhsNumber.js';
import { Page } from '../../elements/Page.js';
import { type AuditSearch, inputOf, isFiltered } from '../search.js';
import { Arrivals, Others } from './Arrivals.js';
import { Chain } from './Chain.js';
import { EntryTable } from './EntryTable.js';
import { Export } from './Export.js';
import { Filters } from './Filters.js';
import { NothingFound } from './NothingFound.js';
import { useEntries } from './useEntries.js';

export function MessageAudit() {
  const search = useSearch({ from: '/audit' });
  const seesAll = useRight('audit.all');
  const [paused, setPaused] = useState(false);
  const [reading, setReading] = useState(false);
  const input = useInput(search);
  const list = useEntries(input, reading || paused);
  const { entries } = list;
  const release = useCallback(() => {
    list.release();
    window.scrollTo({ top: 0 });
  }, [list.release]);

  return (
    <Page
      title="Message Audit"
      actions={
        <div className="buttons">
          <button type="button" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small" aria-pressed={paused} onClick={() => setPaused(!paused)}>
            {paused ? 'Go on live' : 'Pause'}
          </button>
          {seesAll && input !== undefined && <Export input={input} />}
        </div>
      }
    >
      {seesAll ? (
        <Chain />
      ) : (
        <p className="audit-note secondary">
          You see the messages that were sent while you were signed in, and what you did yourself. What could not be told to be yours (cut off, malformed, or
          with a wrong key) is shown to administrators and the information governance lead.
        </p>
      )}
      <Filters search={search} />
      {search.patient !== undefined && (
        <p className="audit-note">
          Messages that were about <NhsNumber value={search.patient.replaceAll(/\s/g, '')} />, and what people did: who opened the record, changed it, or looked
          at its messages.
        </p>
      )}
      {search.compare !== undefined && <Comparing sequence={search.compare} search={search} />}
      {list.failure !== undefined && <Failure failure={list.failure} again={list.again} />}
      {entries === undefined && list.failure === undefined && <Loading what="the Message Audit" />}
      {entries !== undefined && (
        <>
          {isFiltered(search) && <Others count={list.others} />}
          <Arrivals entries={entries} release={release} />
          {entries.shown.length === 0 ? (
            <NothingFound search={search} />
          ) : (
            <EntryTable entries={entries.shown} complete={entries.complete} compare={search.compare} onEnd={list.older} onReading={setReading} />
          )}
          {list.olderFailure !== undefined && <Failure failure={list.olderFailure} again={list.older} />}
          <p className="audit-end secondary">{endText(entries.shown.length, entries.complete, list.readsOlder)}</p>
        </>
      )}
    </Page>
  );
}

/** The same object as long as the address has the same filters: a period that reaches back from now begins when it was chosen. */
function useInput(search: AuditSearch): ReturnType<typeof inputOf> | undefined {
  const now = useEnvironmentTime(false);
  const { compare, ...filters } = search;
  const text = JSON.stringify(filters);
  const known = now !== undefined || search.last === undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: as the comment above says
  return useMemo(() => (known ? inputOf(JSON.parse(text) as AuditSearch, now ?? 0) : undefined), [text, known]);
}

function Comparing({ search, sequence }: { readonly search: AuditSearch; readonly sequence: number }) {
  const { compare, ...others } = search;
  return (
    <p className="audit-comparing">
      Choose the message to compare No. {sequence} with.{' '}
      <Link to="/audit" search={others}>
        Do not compare
      </Link>
    </p>
  );
}

function endText(shown: number, complete: boolean, reads: boolean): string {
  if (reads) return 'Reading older entries …';
  if (shown === 0) return '';
  return complete ? `No older ones: ${shown.toLocaleString('en-GB')} ${shown === 1 ? 'entry' : 'entries'}.` : '';
}
