// One message: why it ended as it did, what is on record of it, its request and its reply; or beside another one.
import type { OutputOf } from '@s1kit/link';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useNotice } from '../../api/stream.js';
import { useFront } from '../../api/user.js';
import { Failure } from '../../elements/Failure.js';
import { Loading } from '../../elements/Loading.js';
import { Page } from '../../elements/Page.js';
import { Outcome } from '../Outcome.js';
import { Source } from '../Source.js';
import { isMessage, whatOf } from '../words.js';
import { XmlDocument } from '../xml/XmlDocument.js';
import { Comparison } from './Comparison.js';
import { Copy } from './Copy.js';
import { Explanation } from './Explanation.js';
import { Facts } from './Facts.js';
import { SendAgain } from './SendAgain.js';
import { useMessage } from './useMessage.js';

export function Message() {
  const { message } = useParams({ from: '/audit/$message' });
  const { with: other } = useSearch({ from: '/audit/$message' });
  const { data: shown, error, refetch } = useMessage(message);
  // The end of a long reply comes later.
  useNotice('message', () => {
    if (shown?.entry.outcome === 'interrupted') void refetch();
  });
  const title = shown === undefined ? `Message ${message}` : `No. ${shown.entry.sequence}: ${whatOf(shown.entry)}`;
  return (
    <Page
      title={other === undefined ? title : `No. ${message} and No. ${other}`}
      actions={
        other === undefined ? (
          <Link to="/audit" search={{}}>
            Message Audit
          </Link>
        ) : (
          <Link to="/audit/$message" params={{ message }} search={{}}>
            Do not compare
          </Link>
        )
      }
    >
      {error !== null && <Failure failure={error} again={() => void refetch()} />}
      {shown === undefined && error === null && <Loading what="the message" />}
      {shown !== undefined && (other === undefined ? <Shown shown={shown} /> : <Comparison first={shown} other={other} />)}
    </Page>
  );
}

function Shown({ shown }: { readonly shown: OutputOf<'audit.show'> }) {
  const front = useFront();
  const { entry, explanation, reply, request } = shown;
  const isOfApi = isMessage(entry);
  return (
    <>
      <p className="message-head">
        <Outcome entry={entry} /> {entry.errorCode !== null && entry.outcome !== 'throttled' && <code>{entry.errorCode}</code>} <Source entry={entry} />
        <span className="secondary">That you read this message is on record in the Message Audit too.</span>
      </p>
      <Explanation explanation={explanation} />
      <Facts shown={shown} />
      {entry.kind === 'message' && (
        <div className="message-acts">
          {request !== null && <Copy request={request} sequence={entry.sequence} />}
          {request !== null && front?.kind === 'demo' && (
            <SendAgain key={entry.sequence} request={request} sequence={entry.sequence} applicationId={entry.applicationId} />
          )}
          <Link to="/audit" search={{ compare: entry.sequence }}>
            Compare with another message
          </Link>
        </div>
      )}
      {isOfApi && (
        <div className="message-documents">
          {entry.kind === 'message' && (
            <XmlDocument
              title="Request"
              text={request}
              none={noneOf(entry.requestBytes)}
              bytes={entry.requestBytes}
              element={explanation.element}
              mark={explanation.why}
            />
          )}
          <XmlDocument title="Reply" text={reply} none={replyNone(shown)} bytes={entry.replyBytes ?? reply?.length ?? null} />
        </div>
      )}
    </>
  );
}

function noneOf(bytes: number | null): string {
  return bytes === null || bytes === 0 ? 'There is none.' : 'It was kept for a time, and dropped since (retention). The entry stays.';
}

function replyNone({ entry }: OutputOf<'audit.show'>): string {
  if (entry.replyBytes !== null && entry.replyBytes > 0) return noneOf(entry.replyBytes);
  if (entry.outcome === 'throttled')
    return 'Nothing was sent: the client waits in vain, and its connection stays open. This is how the throttle is set (--throttle silent).';
  if (entry.outcome === 'cutOff') return 'Nothing was sent: the client had gone.';
  return 'Nothing was sent, or the end of its sending is not on record.';
}
