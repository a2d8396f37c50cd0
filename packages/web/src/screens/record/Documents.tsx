// The documents of the open record: attachments and letters, with what is in them for those who may see it.
import type { Attachment, Letter } from '@s1kit/contract';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { usePages } from '../api/pages.js';
import { useRight } from '../api/user.js';
import { Empty } from '../elements/Empty.js';
import { Failure } from '../elements/Failure.js';
import { Loading } from '../elements/Loading.js';
import { Scrolling } from '../elements/Scrolling.js';
import { kindNames } from '../words/kinds.js';
import { correspondentOf } from '../words/names.js';
import { DocumentPreview } from './DocumentPreview.js';
import { effectiveText } from './effective.js';
import { Author, MoreButton } from './ItemTable.js';
import { LongText } from './items/LongText.js';
import type { Event } from './JournalEvent.js';

const route = getRouteApi('/record');

export function Documents({ patient }: { readonly patient: string }) {
  const { document } = route.useSearch();
  const navigate = useNavigate();
  const readsContent = useRight('clinical.read');
  const pages = usePages('record.documents', { patient });
  if (pages.events === undefined) return pages.error === null ? <Loading what="documents" /> : <Failure failure={pages.error} again={pages.again} />;
  return (
    <>
      {!readsContent && <p className="secondary">Your role sees the names of documents, not what is in them.</p>}
      {pages.events.length === 0 ? <Empty title="No documents are recorded" /> : <DocumentTable events={pages.events} readsContent={readsContent} />}
      <MoreButton pages={pages} />
      {pages.error !== null && <Failure failure={pages.error} again={pages.again} />}
      {readsContent && document !== undefined && (
        <DocumentPreview
          key={document}
          patient={patient}
          documentUid={document}
          close={() => void navigate({ to: '/record', search: { tab: 'documents' }, resetScroll: false })}
        />
      )}
    </>
  );
}

function DocumentTable({ events, readsContent }: { readonly events: readonly Event[]; readonly readsContent: boolean }) {
  return (
    <Scrolling label="Table of documents">
      <table className="table">
        <caption className="nhsuk-u-visually-hidden">Documents, newest first</caption>
        <thead>
          <tr>
            <th scope="col">Date</th>
            <th scope="col">Name</th>
            <th scope="col">Size</th>
            {readsContent && <th scope="col">About</th>}
            <th scope="col">By</th>
          </tr>
        </thead>
        <tbody>
          {events.flatMap((event) =>
            event.items.map(({ item, place }) =>
              item.kind === 'Attachment' || item.kind === 'Letter' ? (
                <tr key={`${event.eventUid}/${place}`}>
                  <td className="table__date">{effectiveText(event.effectiveAt)}</td>
                  <th scope="row" className="said">
                    <DocumentName value={item.value} kind={kindNames[item.kind]} readsContent={readsContent} />
                  </th>
                  <td className="table__date">{item.value.FileSize}</td>
                  {readsContent && (
                    <td className="said">{item.kind === 'Letter' ? <LetterWords value={item.value} /> : <LongText text={item.value.Comments ?? ''} />}</td>
                  )}
                  <td className="said">
                    <Author event={event} />
                  </td>
                </tr>
              ) : null,
            ),
          )}
        </tbody>
      </table>
    </Scrolling>
  );
}

interface DocumentNameProps {
  readonly value: Attachment | Letter;
  readonly kind: string;
  readonly readsContent: boolean;
}

function DocumentName({ value: { DocumentUID: document, FileName }, kind, readsContent }: DocumentNameProps) {
  const name = FileName ?? kind;
  if (document === undefined || !readsContent) return name;
  return (
    <Link to="/record" search={{ tab: 'documents', document }} resetScroll={false}>
      {name}
    </Link>
  );
}

function LetterWords({ value }: { readonly value: Letter }) {
  const { Direction, RecipientName, RecipientOrganisation, SenderName, SenderOrganisation, Type } = value;
  const from = correspondentOf(SenderName, SenderOrganisation);
  const to = correspondentOf(RecipientName, RecipientOrganisation);
  return [Type, Direction?.toLowerCase(), from === '' ? '' : `from ${from}`, to === '' ? '' : `to ${to}`].filter(Boolean).join(' · ');
}
