// One entry in the list.
import { Link } from '@tanstack/react-router';
import classNames from 'classnames';
import { memo } from 'react';
import { dateText, timeText } from '../../elements/dates.js';
import { NhsNumber } from '../../elements/NhsNumber.js';
import { Outcome } from '../Outcome.js';
import { Source } from '../Source.js';
import { type AuditEntry, bytesText, durationText, isMessage, whatOf } from '../words.js';

interface EntryRowProps {
  readonly entry: AuditEntry;
  readonly index: number;
  readonly compare: number | undefined;
  readonly measure: (row: HTMLTableRowElement | null) => void;
  /** Where it stands in the list, in pixels. */
  readonly offset: number;
}

export const EntryRow = memo(function EntryRow({ entry, index, compare, measure, offset }: EntryRowProps) {
  const { at, sequence } = entry;
  return (
    <tr
      className={classNames('audit-row', { 'audit-row--person': !isMessage(entry) })}
      aria-rowindex={index + 2}
      data-index={index}
      ref={measure}
      style={{ transform: `translateY(${offset}px)` }}
    >
      <td className="audit-row__time">
        <Link to="/audit/$message" params={{ message: String(sequence) }} search={{}}>
          {timeText(at, 'seconds')}
        </Link>
        <span className="secondary">
          No. {sequence} · {dateText(at)}
        </span>
      </td>
      <td>
        <span className="audit-row__what">{whatOf(entry)}</span>
        <Source entry={entry} />
      </td>
      <td>
        <Outcome entry={entry} />
        {entry.errorCode !== null && entry.outcome !== 'throttled' && <span className="secondary">{entry.errorCode}</span>}
        {entry.outcome === 'throttled' && entry.allowedAt !== null && <span className="secondary">allowed from {timeText(entry.allowedAt, 'seconds')}</span>}
        {entry.kind === 'sent' && entry.linked !== null && <span className="secondary">of No. {entry.linked}</span>}
      </td>
      <td>
        {entry.applicationName ?? <None />}
        {entry.deviceId !== null && <span className="secondary audit-row__device">{entry.deviceId}</span>}
      </td>
      <td>
        {entry.userName ?? <None />}
        {entry.patient !== null && (
          <span className="secondary">
            <NhsNumber value={entry.patient} />
          </span>
        )}
      </td>
      <td className="audit-row__numbers">
        {entry.durationMs === null ? <None /> : durationText(entry.durationMs)}
        {entry.requestBytes !== null && (
          <span className="secondary">
            {bytesText(entry.requestBytes)} → {entry.replyBytes === null ? 'none' : bytesText(entry.replyBytes)}
          </span>
        )}
      </td>
      <td className="audit-row__remarks">
        <Remarks entry={entry} />
        {compare !== undefined && compare !== sequence && entry.kind === 'message' && (
          <Link to="/audit/$message" params={{ message: String(compare) }} search={{ with: sequence }}>
            Compare<span className="nhsuk-u-visually-hidden"> No. {sequence}</span> with No. {compare}
          </Link>
        )}
      </td>
    </tr>
  );
});

function Remarks({ entry: { deviations, detail, kind, repeats } }: { readonly entry: AuditEntry }) {
  return (
    <>
      {deviations.length > 0 && (
        <span className="remark">
          {deviations.length} {deviations.length === 1 ? 'deviation' : 'deviations'}
        </span>
      )}
      {repeats > 0 && <span className="remark">RequestUID sent {repeats + 1} times</span>}
      {detail !== null && <span className={kind === 'message' ? 'remark' : 'secondary audit-row__detail'}>{detail}</span>}
    </>
  );
}

function None() {
  return (
    <>
      <span aria-hidden="true">–</span>
      <span className="nhsuk-u-visually-hidden">none</span>
    </>
  );
}
