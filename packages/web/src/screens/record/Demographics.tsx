// Who the patient of the open record is, and where they were registered and lived before.
import type { Demographics as Values } from '@s1kit/contract';
import { Link } from '@tanstack/react-router';
import { useOperation } from '../api/queries.js';
import { useRight } from '../api/user.js';
import { dateText } from '../elements/dates.js';
import { Failure } from '../elements/Failure.js';
import { Loading } from '../elements/Loading.js';
import { Scrolling } from '../elements/Scrolling.js';
import { addressLines } from '../words/addresses.js';
import { genderText } from '../words/genders.js';

export function Demographics({ patient }: { readonly patient: string }) {
  const { data, error, refetch } = useOperation('record.demographics', { patient });
  const mayChange = useRight('demographics.write');
  if (data === undefined) return error === null ? <Loading what="demographics" /> : <Failure failure={error} again={() => void refetch()} />;
  const { addresses, demographics, registrations, usualGp } = data;
  return (
    <>
      {mayChange && (
        <p className="buttons">
          <Link to="/record/demographics/edit" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small">
            Change demographics
          </Link>
        </p>
      )}
      <dl className="facts">
        {rowsOf(demographics, usualGp).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className={value === '' ? 'secondary' : 'said'}>{value === '' ? 'Not recorded' : value}</dd>
          </div>
        ))}
      </dl>
      <History
        title="Registrations"
        columns={['Kind', 'Status']}
        rows={registrations.map(({ endDate, startDate, status, type }) => ({ startDate, endDate, cells: [type, status] }))}
      />
      <History
        title="Addresses"
        columns={['Kind', 'Address']}
        rows={addresses.map(({ address, endDate, startDate, type }) => ({ startDate, endDate, cells: [type, addressLines(address).join(', ')] }))}
      />
    </>
  );
}

/** In the order in which people ask for it. */
function rowsOf(values: Values, usualGp: string): readonly (readonly [name: string, value: string])[] {
  const date = (value: string | undefined): string => dateText(value ?? '');
  const coded = (value: Values['Ethnicity']): string => value?.Code?.Term ?? value?.Code?.Code ?? '';
  return [
    ['Title', values.Title ?? ''],
    ['First name', values.FirstName ?? ''],
    ['Middle names', values.MiddleNames ?? ''],
    ['Surname', values.Surname ?? ''],
    ['Known as', values.KnownAs ?? ''],
    ['Born', date(values.DateOfBirth)],
    ...(values.DateOfDeath === undefined ? [] : [['Died', date(values.DateOfDeath)] as const]),
    ['Gender', genderText(values.Sex ?? 'U')],
    ['Address', addressLines(values.Address ?? {}).join(', ')],
    ['Telephone, home', values.HomeTelephone ?? ''],
    ['Telephone, mobile', values.MobileTelephone ?? ''],
    ['Telephone, work', values.WorkTelephone ?? ''],
    ['Telephone, other', values.AlternateTelephone ?? ''],
    ['E-mail', values.EmailAddress ?? ''],
    ['Text messages', values.SMSConsent === undefined ? '' : values.SMSConsent === 'Yes' ? 'May be sent' : 'Not to be sent'],
    ['Marital status', coded(values.MaritalStatus)],
    ['Ethnicity', coded(values.Ethnicity)],
    ['Main language', coded(values.MainLanguage)],
    ['Speaks English', values.EnglishSpeaker ?? ''],
    ['Usual GP', usualGp],
    ['In care since', date(values.CareStartDate)],
    ['Registration', values.RegistrationType ?? ''],
  ];
}

interface HistoryProps {
  readonly title: string;
  readonly columns: readonly [string, string];
  readonly rows: readonly { readonly startDate: string; readonly endDate: string | null; readonly cells: readonly [string, string] }[];
}

function History({ title, columns, rows }: HistoryProps) {
  if (rows.length === 0) return null;
  return (
    <section className="record-section">
      <h2>{title}</h2>
      <Scrolling label={`Table: ${title}`}>
        <table className="table">
          <caption className="nhsuk-u-visually-hidden">{title}, newest first</caption>
          <thead>
            <tr>
              <th scope="col">From</th>
              <th scope="col">To</th>
              {columns.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ cells: [kind, words], endDate, startDate }) => (
              <tr key={`${startDate} ${endDate} ${kind} ${words}`}>
                <td className="table__date">{dateText(startDate)}</td>
                <td className="table__date">{dateText(endDate ?? '')}</td>
                <td>{kind}</td>
                <td className="said">{words}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolling>
    </section>
  );
}
