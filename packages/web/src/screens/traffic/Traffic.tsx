// How busy the API is: as it happens, and over the last hour.
import { useEffect, useEffectEvent, useRef } from 'react';
import { useOperation } from '../api/queries.js';
import { useNotice } from '../api/stream.js';
import { dateTimeText } from '../elements/dates.js';
import { Empty } from '../elements/Empty.js';
import { Failure } from '../elements/Failure.js';
import { Loading } from '../elements/Loading.js';
import { Page } from '../elements/Page.js';
import { Allowances } from './Allowances.js';
import { Bars } from './Bars.js';
import { Functions } from './Functions.js';
import { numberText, type TrafficShown, totalOf } from './words.js';

/** So often it is read anew while nothing is told, and at most while much is. */
const quietMs = 5_000;
const busyMs = 1_000;

export function Traffic() {
  const { data, error, refetch } = useOperation('traffic.show', {});
  useLive(() => void refetch());
  return (
    <Page title="Traffic">
      {error !== null && <Failure failure={error} again={() => void refetch()} />}
      {data === undefined && error === null && <Loading what="the traffic" />}
      {data !== undefined && <Shown shown={data} />}
    </Page>
  );
}

function Shown({ shown }: { readonly shown: TrafficShown }) {
  const { functions, minutes, now, own, seconds, since } = shown;
  const lastMinute = seconds.reduce((sum, bucket) => sum + totalOf(bucket), 0);
  const hour = minutes.reduce((sum, bucket) => sum + totalOf(bucket), 0);
  const isCut = Date.parse(now) - Date.parse(since) < 59 * 60_000;
  return (
    <>
      {own && <p className="audit-note secondary">You see the messages that were sent while you were signed in.</p>}
      <dl className="traffic-totals">
        <div>
          <dt>Requests a second, last minute</dt>
          <dd>{numberText(lastMinute / 60)}</dd>
        </div>
        <div>
          <dt>Requests, last minute</dt>
          <dd>{numberText(lastMinute)}</dd>
        </div>
        <div>
          <dt>Requests, last hour</dt>
          <dd>{numberText(hour)}</dd>
        </div>
      </dl>
      {isCut && (
        <p className="audit-note" role="note">
          There was so much that only what came since {dateTimeText(since, 'seconds')} is counted.
        </p>
      )}
      {hour === 0 ? (
        <Empty title="No request came in the last hour.">
          <p>
            To send one, open a terminal and run <code>npx s1kit send GetFunctions</code>
          </p>
        </Empty>
      ) : (
        <>
          <div className="traffic-charts">
            <Bars title="Last minute, by second" buckets={seconds} unit="second" />
            <Bars title="Last hour, by minute" buckets={minutes} unit="minute" />
          </div>
          <Functions functions={functions} />
        </>
      )}
      <Allowances devices={shown.devices} throttle={shown.throttle} />
    </>
  );
}

/** Calls back when messages come, once a second at most, and now and then while none do. */
function useLive(read: () => void): void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const again = useEffectEvent(read);
  useNotice('message', () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      read();
    }, busyMs);
  });
  useNotice('clock', read);
  useNotice('devices', read);
  useEffect(() => {
    const quiet = setInterval(() => {
      if (document.visibilityState === 'visible') again();
    }, quietMs);
    return () => {
      clearInterval(quiet);
      clearTimeout(timer.current);
    };
  }, []);
}
