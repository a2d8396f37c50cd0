// What becomes of throttled requests, and whether somebody is asked about a new device: until the environment stops.
import type { InputOf, OutputOf } from '@s1kit/link';
import { type FormEvent, useState } from 'react';
import { useChange, useOperation } from '../api/queries.js';
import { Failure } from '../elements/Failure.js';
import { Loading } from '../elements/Loading.js';
import { type Mode, ModeChoice } from './ModeChoice.js';

type ThrottleMode = InputOf<'environment.setThrottle'>['throttle'];
type ApproveMode = InputOf<'environment.setApproval'>['approve'];

const throttleModes: readonly Mode<ThrottleMode>[] = [
  ['silent', 'Silent', 'No reply at all; the connection stays open.'],
  ['error', 'Error', 'An error says that it came too soon.'],
  ['delay', 'Delay', 'The reply comes when its turn has come.'],
  ['off', 'Off', 'Nothing is throttled.'],
];

const approveModes: readonly Mode<ApproveMode>[] = [
  ['ask', 'Ask', 'A prompt at the workstation.'],
  ['always', 'Always approve', 'Every registered application gets a DeviceID at once.'],
  ['never', 'Never approve', 'New devices are refused; those that are approved go on.'],
];

export function Settings() {
  const { data, error, refetch } = useOperation('environment.status', {});
  const setApproval = useChange('environment.setApproval', ['environment.status']);
  const setThrottle = useChange('environment.setThrottle', ['environment.status']);
  if (error !== null) return <Failure failure={error} again={() => void refetch()} />;
  if (data === undefined) return <Loading what="the settings" />;
  return (
    <>
      <p className="secondary">They hold for every workstation, from the next request until the environment stops; then it begins as its command line says.</p>
      <div className="panels">
        <section className="panel" aria-labelledby="throttle">
          <h2 id="throttle">Throttled requests</h2>
          <ModeChoice
            name="throttle"
            legend="What becomes of throttled requests"
            modes={throttleModes}
            current={data.throttle}
            choose={(throttle, done) => setThrottle.mutate({ throttle }, { onSettled: done })}
          />
          <ScaleForm key={data.throttleScale} status={data} />
          {setThrottle.error !== null && <Failure failure={setThrottle.error} />}
        </section>
        <section className="panel" aria-labelledby="approval">
          <h2 id="approval">New devices</h2>
          <ModeChoice
            name="approve"
            legend="Whether somebody is asked about a new device"
            modes={approveModes}
            current={data.approve}
            choose={(approve, done) => setApproval.mutate({ approve }, { onSettled: done })}
          />
          {setApproval.error !== null && <Failure failure={setApproval.error} />}
        </section>
      </div>
    </>
  );
}

function ScaleForm({ status }: { readonly status: OutputOf<'environment.status'> }) {
  const [scale, setScale] = useState(String(status.throttleScale));
  const set = useChange('environment.setThrottle', ['environment.status']);
  const mode = throttleModes.find(([each]) => each === status.throttle)?.[0];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (mode !== undefined) set.mutate({ throttle: mode, throttleScale: Number(scale) });
  };
  return (
    <form className="inline-form" onSubmit={submit}>
      <div className="nhsuk-form-group">
        <label className="nhsuk-label" htmlFor="scale">
          Windows are multiplied by
        </label>
        <input
          id="scale"
          className="nhsuk-input nhsuk-input--width-5"
          type="number"
          min={0.001}
          max={1000}
          step="any"
          required
          value={scale}
          onChange={({ target }) => setScale(target.value)}
        />
      </div>
      <button type="submit" className="nhsuk-button nhsuk-button--secondary" disabled={set.isPending || mode === undefined}>
        Set
      </button>
      {set.error !== null && <Failure failure={set.error} />}
    </form>
  );
}
