// The vaccinations of the open record.
import { type Column, ItemTable } from './ItemTable.js';
import { LongText } from './items/LongText.js';

export function Vaccinations({ patient }: { readonly patient: string }) {
  return <ItemTable patient={patient} kind="Vaccination" what="vaccinations" columns={columns} />;
}

const columns: readonly Column<'Vaccination'>[] = [
  { name: 'Vaccine', cell: ({ Name }) => Name },
  { name: 'Part', cell: ({ PartType }) => PartType },
  { name: 'Dose', cell: ({ Dosage }) => Dosage },
  { name: 'Batch', cell: ({ BatchNumber }) => BatchNumber },
  { name: 'Notes', cell: ({ Notes = '' }) => <LongText text={Notes} /> },
];
