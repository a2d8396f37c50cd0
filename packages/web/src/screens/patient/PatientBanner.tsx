// Whose record is open, after the patient banner of the NHS Common User Interface: in the same place on every screen.
import { useState } from 'react';
import { useRight } from '../api/user.js';
import { dateText, dateTimeText } from '../elements/dates.js';
import { Failure } from '../elements/Failure.js';
import { isNhsNumber, NhsNumber } from '../elements/NhsNumber.js';
import { addressLines } from '../words/addresses.js';
import { genderText } from '../words/genders.js';
import { BannerAllergies } from './BannerAllergies.js';
import { patientName } from './names.js';
import { type OpenPatient, useFreshRecord, useOpenRecord } from './open-record.js';
import { useClosing } from './opening.js';

export function PatientBanner() {
  const { data: open, error, refetch } = useOpenRecord();
  useFreshRecord(open);
  if (open === undefined && error !== null) return <Failure failure={error} again={() => void refetch()} />;
  // Another patient's details are not left open.
  return open == null ? null : <Banner key={open.patient} open={open} />;
}

function Banner({ open }: { readonly open: OpenPatient }) {
  const readsClinical = useRight('clinical.read');
  const close = useClosing();
  const [failure, setFailure] = useState<unknown>();
  const { age, confidential, dateOfBirth, dateOfDeath, knownAs, number, sex } = open;
  return (
    <section className={dateOfDeath === null ? 'banner' : 'banner banner--deceased'} aria-label="Patient">
      <div className="banner__row">
        <p className="banner__name">
          <strong>{patientName(open)}</strong>
          {knownAs !== '' && <span className="banner__known-as">known as {knownAs}</span>}
          {confidential && <span className="mark mark--amber">Confidential</span>}
          {dateOfDeath !== null && <span className="mark mark--dark">Deceased</span>}
        </p>
        <dl className="banner__facts">
          <Fact label="Born">
            {dateText(dateOfBirth)}
            {dateOfDeath === null && age !== '' && ` (${age})`}
          </Fact>
          {dateOfDeath !== null && (
            <Fact label="Died">
              {dateText(dateOfDeath)}
              {age !== '' && ` (${age})`}
            </Fact>
          )}
          <Fact label="Gender">{genderText(sex)}</Fact>
          {isNhsNumber(number) ? (
            <Fact label="NHS No.">
              <NhsNumber value={number} />
            </Fact>
          ) : (
            <Fact label="No NHS No., pseudo-number">{number}</Fact>
          )}
        </dl>
        <button type="button" className="banner__close" onClick={() => void close().then(() => setFailure(undefined), setFailure)}>
          Close record
        </button>
      </div>
      {readsClinical && <BannerAllergies patient={open.patient} />}
      <details className="banner__more">
        <summary>Address, telephone and more</summary>
        <More open={open} />
      </details>
      {failure !== undefined && <Failure failure={failure} />}
    </section>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function More({ open }: { readonly open: OpenPatient }) {
  const { address, email, middleNames, openedAt, openedBy, telephones, usualGp } = open;
  const lines = addressLines(address);
  return (
    <dl className="banner__details">
      {middleNames !== '' && <Fact label="Middle names">{middleNames}</Fact>}
      <Fact label="Address">{lines.length === 0 ? 'Not recorded' : lines.join(', ')}</Fact>
      {telephones.length === 0 && <Fact label="Telephone">Not recorded</Fact>}
      {telephones.map(({ kind, number }) => (
        <Fact key={kind} label={`Telephone, ${kind.toLowerCase()}`}>
          {number}
        </Fact>
      ))}
      <Fact label="E-mail">{email === '' ? 'Not recorded' : email}</Fact>
      <Fact label="Usual GP">{usualGp === '' ? 'Not recorded' : usualGp}</Fact>
      <Fact label="Record opened">
        {dateTimeText(openedAt)} by {openedBy}
      </Fact>
    </dl>
  );
}
