// The medication of the open record: what runs today, repeat templates in use, and what has ended.
import type { ClinicalItem } from '@s1kit/contract';
import { getRouteApi } from '@tanstack/react-router';
import { usePages } from '../api/pages.js';
import { dateText } from '../elements/dates.js';
import { Empty } from '../elements/Empty.js';
import { Failure } from '../elements/Failure.js';
import { Loading } from '../elements/Loading.js';
import { Scrolling } from '../elements/Scrolling.js';
import { TabLinks } from '../elements/TabLinks.js';
import { nameOfDrug } from '../words/names.js';
import { Author, MoreButton } from './ItemTable.js';
import type { Event } from './JournalEvent.js';
import type { MedicationState } from './search.js';

const states: readonly { readonly tab: MedicationState; readonly name: string; readonly none: string }[] = [
  { tab: 'current', name: 'Current', none: 'No issue of a medication runs today' },
  { tab: 'repeat', name: 'Repeat', none: 'No repeat medication is in use' },
  { tab: 'past', name: 'Past', none: 'No medication has ended' },
];

const route = getRouteApi('/record');

export function Medication({ patient }: { readonly patient: string }) {
  const { state = 'current' } = route.useSearch();
  return (
    <>
      <TabLinks label="Medication by state" tabs={states} chosen={state} linkTo={(to) => ({ to: '/record', search: { tab: 'medication', state: to } })} />
      <MedicationTable key={state} patient={patient} state={state} />
    </>
  );
}

function MedicationTable({ patient, state }: { readonly patient: string; readonly state: MedicationState }) {
  const pages = usePages('record.medication', { patient, state });
  if (pages.events === undefined) return pages.error === null ? <Loading what="medication" /> : <Failure failure={pages.error} again={pages.again} />;
  if (pages.events.length === 0) return <Empty title={states.find(({ tab }) => tab === state)?.none ?? ''} />;
  return (
    <>
      <Scrolling label={`Table of ${state} medication`}>
        <table className="table">
          <caption className="nhsuk-u-visually-hidden">{state} medication, newest first</caption>
          <thead>
            <tr>
              <th scope="col">Medication</th>
              <th scope="col">Dose</th>
              <th scope="col">Quantity</th>
              <th scope="col">From</th>
              <th scope="col">To</th>
              <th scope="col">{state === 'repeat' ? 'Issues, review' : 'Kind'}</th>
              <th scope="col">By</th>
            </tr>
          </thead>
          <tbody>
            {pages.events.flatMap((event) => event.items.map(({ item, place }) => <Row key={`${event.eventUid}/${place}`} event={event} item={item} />))}
          </tbody>
        </table>
      </Scrolling>
      <MoreButton pages={pages} />
      {pages.error !== null && <Failure failure={pages.error} again={pages.again} />}
    </>
  );
}

function Row({ event, item }: { readonly event: Event; readonly item: ClinicalItem }) {
  if (item.kind !== 'Medication' && item.kind !== 'RepeatMedication') return null;
  const { Dose, Drug: drug, EndDate = '', Quantity, StartDate } = item.value;
  return (
    <tr>
      <th scope="row" className="said">
        {nameOfDrug(drug)}
      </th>
      <td className="said">{Dose}</td>
      <td className="said">{Quantity}</td>
      <td className="table__date">{dateText(StartDate ?? event.effectiveAt)}</td>
      <td className="table__date">{dateText(EndDate)}</td>
      <td className="said">{kindOf(item)}</td>
      <td className="said">
        <Author event={event} />
      </td>
    </tr>
  );
}

function kindOf(item: Extract<ClinicalItem, { readonly kind: 'Medication' | 'RepeatMedication' }>): string {
  const type = item.value.MedicationType === undefined || item.value.MedicationType === 'NHS medication' ? '' : item.value.MedicationType;
  if (item.kind === 'Medication')
    return [item.value.RepeatIssue === true ? 'Repeat issue' : 'Acute issue', type, item.value.EndReason].filter(Boolean).join(', ');
  const { IssueDurationDays, MaxIssues, ReviewDate } = item.value;
  const issues = MaxIssues === undefined ? '' : `at most ${MaxIssues} issues`;
  const days = IssueDurationDays === undefined ? '' : `each for ${IssueDurationDays} days`;
  const review = ReviewDate === undefined ? '' : `review ${dateText(ReviewDate)}`;
  return ['Repeat', type, issues, days, review].filter(Boolean).join(', ');
}
