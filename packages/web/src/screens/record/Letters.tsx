// The letters of the open record.
import { Link } from '@tanstack/react-router';
import { dateText } from '../elements/dates.js';
import { correspondentOf } from '../words/names.js';
import { type Column, ItemTable } from './ItemTable.js';

export function Letters({ patient }: { readonly patient: string }) {
  return <ItemTable patient={patient} kind="Letter" what="letters" columns={columns} />;
}

const columns: readonly Column<'Letter'>[] = [
  { name: 'Letter', cell: ({ Type }) => Type },
  { name: 'Direction', cell: ({ Direction }) => Direction },
  { name: 'From', cell: ({ SenderName, SenderOrganisation }) => correspondentOf(SenderName, SenderOrganisation) },
  { name: 'To', cell: ({ RecipientName, RecipientOrganisation }) => correspondentOf(RecipientName, RecipientOrganisation) },
  { name: 'Sent or received', cell: ({ DateSentReceived = '' }) => dateText(DateSentReceived) },
  {
    name: 'File',
    cell: ({ DocumentUID: document, FileName, FileSize }) =>
      document === undefined ? (
        FileName
      ) : (
        <>
          <Link to="/record" search={{ tab: 'documents', document }}>
            {FileName ?? 'Show'}
          </Link>{' '}
          <span className="secondary">{FileSize}</span>
        </>
      ),
  },
];
