// What is on record of a message beside its documents.
import type { OutputOf } from '@s1kit/link';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { dateTimeText, timeText } from '../../elements/dates.js';
import { NhsNumber } from '../../elements/NhsNumber.js';
import { bytesText, durationText, isMessage, outcomeOf } from '../words.js';

export function Facts({ shown }: { readonly shown: OutputOf<'audit.show'> }) {
  const { entry, sameRequestUid, sent } = shown;
  return (
    <dl className="facts">
      <Fact name="Time">
        {dateTimeText(entry.at, 'seconds')}{' '}
        <span className="secondary">
          UK · <span className="nowrap">{entry.at} UTC</span>
        </span>
      </Fact>
      <Fact name="Application">{entry.applicationName}</Fact>
      <Fact name="DeviceID">{entry.deviceId !== null && <code>{entry.deviceId}</code>}</Fact>
      <Fact name="User">{entry.userName}</Fact>
      <Fact name="Workstation">{entry.workstation}</Fact>
      <Fact name="Patient">
        {entry.patient !== null && (
          <>
            <NhsNumber value={entry.patient} />{' '}
            <Link to="/audit" search={{ patient: entry.patient }}>
              Who saw this patient
            </Link>
          </>
        )}
      </Fact>
      <Fact name="Version">{entry.kind === 'message' && entry.functionVersion}</Fact>
      <Fact name="Took">{entry.durationMs !== null && durationText(entry.durationMs)}</Fact>
      <Fact name="Sizes">
        {isMessage(entry) && (
          <>
            {entry.requestBytes !== null && `request ${bytesText(entry.requestBytes)}, `}
            {entry.replyBytes === null ? (sent === null ? 'no reply' : 'reply in the entry of its end') : `reply ${bytesText(entry.replyBytes)}`}
          </>
        )}
      </Fact>
      <Fact name="RequestUID">{entry.requestUid !== null && <code>{entry.requestUid}</code>}</Fact>
      <Fact name="ResponseUID">{entry.responseUid !== null && <code>{entry.responseUid}</code>}</Fact>
      <Fact name="End of the reply">{sent !== null && <EntryLink sequence={sent} />}</Fact>
      <Fact name={entry.kind === 'sent' ? 'End of the reply of' : 'About entry'}>{entry.linked !== null && <EntryLink sequence={entry.linked} />}</Fact>
      <Fact name="Remark">{entry.detail}</Fact>
      <Fact name="Deviations">
        {entry.deviations.length > 0 && (
          <ul>
            {entry.deviations.map((deviation) => (
              <li key={deviation}>
                <code>{deviation}</code>
              </li>
            ))}
          </ul>
        )}
      </Fact>
      <Fact name="Same RequestUID">
        {sameRequestUid.length > 0 && (
          <ul>
            {sameRequestUid.map(({ at, outcome, sequence }) => (
              <li key={sequence}>
                <EntryLink sequence={sequence} /> <span className="secondary">{timeText(at, 'seconds')}</span>{' '}
                {outcomeOf({ kind: '', outcome, replyBytes: null }).words}{' '}
                <Link to="/audit/$message" params={{ message: String(entry.sequence) }} search={{ with: sequence }}>
                  Compare<span className="nhsuk-u-visually-hidden"> with No. {sequence}</span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Fact>
    </dl>
  );
}

/** A fact that there is; one that there is not takes no room. */
function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  if (children === null || children === undefined || children === false || children === '') return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function EntryLink({ sequence }: { readonly sequence: number }) {
  return (
    <Link to="/audit/$message" params={{ message: String(sequence) }} search={{}}>
      No. {sequence}
    </Link>
  );
}
