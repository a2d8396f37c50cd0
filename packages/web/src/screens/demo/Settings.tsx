// What becomes of throttled requests, and whether somebody is asked about a new device: until the environment stops.
import type { InputOf, OutputOf } from '@s1kit/link';
import { type FormEvent, useState } from 'react';
import { useChange, useOperation } from '../api/queries.js';
import { Failure } from '../elements/Failure.js';
import { Loading } from '../elements/Loading.js';

type ThrottleMode = InputOf<'environment.setThrottle'>['throttle'];
type ApproveMode = InputOf<'environment.setApproval'>['approve'];

const throttleModes: readonly (readonly [mode: ThrottleMode, name: string, words: string])[] = [
  ['silent', 'Silent', 'No reply at all; the connection stays open.'],
  ['error', 'Error', 'An error says that it came too soon.'],
  ['delay', 'Delay', 'The reply comes when its turn has come.'],
  ['off', 'Off', 'Nothing is throttled.'],
];

const approveModes: readonly (readonly [mode: ApproveMode, name: string, words: string])[] = [
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
          <fieldset className="radio-list">
            <legend className="nhsuk-u-visually-hidden">What becomes of throttled requests</legend>
            {throttleModes.map(([mode, name, words]) => (
              <label key={mode} className="check">
                <input type="radio" name="throttle" checked={data.throttle === mode} onChange={() => setThrottle.mutate({ throttle: mode })} />
                <span>
                  {name} <span className="secondary">{words}</span>
                </span>
              </label>
            ))}
          </fieldset>
          <ScaleForm key={data.throttleScale} status={data} />
          {setThrottle.error !== null && <Failure failure={setThrottle.error} />}
        </section>
        <section className="panel" aria-labelledby="approval">
          <h2 id="approval">New devices</h2>
          <fieldset className="radio-list">
            <legend className="nhsuk-u-visually-hidden">Whether somebody is asked about a new device</legend>
            {approveModes.map(([mode, name, words]) => (
              <label key={mode} className="check">
                <input type="radio" name="approve" checked={data.approve === mode} onChange={() => setApproval.mutate({ approve: mode })} />
                <span>
                  {name} <span className="secondary">{words}</span>
                </span>
              </label>
            ))}
          </fieldset>
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
          Windows, times
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
