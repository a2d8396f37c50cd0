// Writing a request, sending it as an application would, and reading its reply.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useId, useRef, useState } from 'react';
import { useChange, useOperation } from '../api/queries.js';
import { Empty } from '../elements/Empty.js';
import { Failure } from '../elements/Failure.js';
import { Page } from '../elements/Page.js';
import { Editor } from './Editor.js';
import { FindingList } from './FindingList.js';
import { History } from './History.js';
import { type SentRequest, useDraft, useHistory } from './kept.js';
import { Result } from './Result.js';
import { Source } from './Source.js';
import { type Finding, useFindings } from './use-findings.js';
import { useLoaded } from './use-loaded.js';

export function Requests() {
  const search = useSearch({ from: '/requests' });
  const navigate = useNavigate({ from: '/requests' });
  const [draft, changeDraft] = useDraft();
  const { sent, add, clear } = useHistory();
  const [shown, setShown] = useState<SentRequest>();
  const [replaced, setReplaced] = useState<string>();
  const applications = useOperation('applications.names', {});
  const send = useChange('requests.send', []);
  const known = useFindings(draft.document);
  const field = useRef<HTMLTextAreaElement>(null);
  const findingsId = useId();

  const functionName = search.message === undefined ? (search.function ?? 'GetFunctions') : '';
  const notLoaded = useLoaded(draft, changeDraft, functionName, search.message);
  const { data: names = [] } = applications;
  const applicationId = search.application ?? names.find(({ id }) => id === 'sample')?.id ?? names[0]?.id ?? '';

  const write = (document: string): void => changeDraft((before) => ({ ...before, document }));
  const sendNow = (): void => {
    if (send.isPending || draft.document === '') return;
    const { document } = draft;
    const request = { document, applicationId, function: /<Function>([^<]{1,60})<\/Function>/.exec(document)?.[1] ?? 'a document' };
    setShown(undefined);
    // Also if somebody has gone to another screen meanwhile, e.g. to look for it in the audit. What fails is shown below.
    send.mutateAsync({ document, applicationId }).then(
      (result) => add({ ...request, result }),
      () => undefined,
    );
  };
  const goTo = ({ line, column }: Finding): void => {
    const { current } = field;
    if (current === null) return;
    const start =
      draft.document
        .split('\n')
        .slice(0, line - 1)
        .join('\n').length +
      (line > 1 ? 1 : 0) +
      column -
      1;
    current.focus();
    current.setSelectionRange(start, start);
    current.scrollTop = Math.max(0, (line - 5) * 20);
  };
  const seen = shown ?? sent[0];

  return (
    <Page title="Requests">
      <Source
        functionName={functionName}
        applications={names}
        applicationId={applicationId}
        load={(name) => {
          if (draft.document !== draft.loaded) setReplaced(draft.document);
          void navigate({ search: { ...(search.application === undefined ? {} : { application: search.application }), function: name } });
        }}
        choose={(application) => void navigate({ search: { ...search, application }, replace: true })}
      />
      {applications.error !== null && <Failure failure={applications.error} again={() => void applications.refetch()} />}
      {notLoaded !== undefined && <Failure failure={notLoaded} />}
      {replaced !== undefined && (
        <p role="status">
          The example has taken the place of what you had written.{' '}
          <button
            type="button"
            className="link-button"
            onClick={() => {
              write(replaced);
              setReplaced(undefined);
            }}
          >
            Put it back
          </button>
        </p>
      )}
      <div className="requests">
        <section aria-label="Writing">
          <Editor document={draft.document} findings={known.findings ?? []} describedBy={findingsId} change={write} send={sendNow} field={field} />
          <div className="buttons requests__send">
            <button type="button" className="nhsuk-button" disabled={send.isPending || draft.document === '' || applicationId === ''} onClick={sendNow}>
              Send
            </button>
            <span className="secondary">{send.isPending ? 'Waits for the reply …' : 'or Ctrl and Enter in the text'}</span>
          </div>
          <FindingList id={findingsId} known={known} goTo={goTo} />
        </section>
        <div>
          {send.error !== null && <Failure failure={send.error} />}
          {seen === undefined ? (
            <Empty title="The reply will stand here">
              <p>Sent from here, a request is judged, throttled and put on record as every other.</p>
            </Empty>
          ) : (
            <Result key={seen.number} sent={seen} />
          )}
        </div>
      </div>
      <History
        sent={sent}
        clear={clear}
        load={(request) => {
          write(request.document);
          setShown(request);
          field.current?.focus();
        }}
      />
    </Page>
  );
}
