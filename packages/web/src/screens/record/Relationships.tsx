// The people who matter to the patient of the open record.
import { dateText } from '../elements/dates.js';
import { addressLines } from '../words/addresses.js';
import { nameOfPerson } from '../words/names.js';
import { type Column, ItemTable } from './ItemTable.js';
import { LongText } from './items/LongText.js';

export function Relationships({ patient }: { readonly patient: string }) {
  return <ItemTable patient={patient} kind="Relationship" what="relationships" columns={columns} />;
}

const columns: readonly Column<'Relationship'>[] = [
  { name: 'Who', cell: (value) => nameOfPerson(value) },
  { name: 'Relationship', cell: ({ EndDate, Type }) => [Type, EndDate === undefined ? '' : `until ${dateText(EndDate)}`].filter(Boolean).join(', ') },
  { name: 'Born', cell: ({ DateOfBirth = '' }) => dateText(DateOfBirth) },
  { name: 'Reached by', cell: ({ Telephone, WorkContact }) => [Telephone, WorkContact].filter(Boolean).join(', ') },
  { name: 'Address', cell: ({ Address = {}, OrganisationName = '' }) => [OrganisationName, ...addressLines(Address)].filter(Boolean).join(', ') },
  { name: 'Notes', cell: ({ Description = '' }) => <LongText text={Description} /> },
];
