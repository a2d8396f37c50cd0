// Setting a fault: which, for what, how often.
import { type FormEvent, useState } from 'react';
import { useChange } from '../api/queries.js';
import { Failure } from '../elements/Failure.js';
import { knownFunctions } from '../functions/function-words.js';
import { errorCodes, type FaultKind, faultKinds, faultWords } from './fault-words.js';

export function FaultForm() {
  const [kind, setKind] = useState<FaultKind>('silence');
  const [functionName, setFunctionName] = useState('');
  const [times, setTimes] = useState('1');
  const [delay, setDelay] = useState('5');
  const [code, setCode] = useState('Unexpected');
  const set = useChange('faults.set', ['faults.list']);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    set.mutate({
      kind,
      function: functionName === '' ? null : functionName,
      times: times === '' ? null : Number(times),
      ...(kind === 'late' ? { delayMs: Math.round(Number(delay) * 1_000) } : {}),
      ...(kind === 'error' ? { code } : {}),
    });
  };
  return (
    <section className="panel" aria-labelledby="new-fault">
      <h2 id="new-fault">Set a fault</h2>
      <p className="secondary">
        It befalls requests that have passed every check. All but an error are carried out, and only their reply suffers: a client cannot know.
      </p>
      <form onSubmit={submit}>
        <div className="nhsuk-form-group">
          <label className="nhsuk-label" htmlFor="fault-kind">
            What happens
          </label>
          <select
            id="fault-kind"
            className="nhsuk-select"
            value={kind}
            onChange={({ target }) => setKind(faultKinds.find((each) => each === target.value) ?? 'silence')}
          >
            {faultKinds.map((each) => (
              <option key={each} value={each}>
                {faultWords[each]}
              </option>
            ))}
          </select>
        </div>
        <div className="inline-form">
          {kind === 'late' && (
            <div className="nhsuk-form-group">
              <label className="nhsuk-label" htmlFor="fault-delay">
                By how many seconds
              </label>
              <input
                id="fault-delay"
                className="nhsuk-input nhsuk-input--width-5"
                type="number"
                min={0}
                max={600}
                step={0.1}
                required
                value={delay}
                onChange={({ target }) => setDelay(target.value)}
              />
            </div>
          )}
          {kind === 'error' && (
            <div className="nhsuk-form-group">
              <label className="nhsuk-label" htmlFor="fault-code">
                Which error
              </label>
              <select id="fault-code" className="nhsuk-select" value={code} onChange={({ target }) => setCode(target.value)}>
                {errorCodes.map((each) => (
                  <option key={each}>{each}</option>
                ))}
              </select>
            </div>
          )}
          <div className="nhsuk-form-group">
            <label className="nhsuk-label" htmlFor="fault-function">
              Function
            </label>
            <select id="fault-function" className="nhsuk-select" value={functionName} onChange={({ target }) => setFunctionName(target.value)}>
              <option value="">every function</option>
              {knownFunctions.toSorted().map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </div>
          <div className="nhsuk-form-group">
            <label className="nhsuk-label" htmlFor="fault-times">
              How often (empty: always)
            </label>
            <input
              id="fault-times"
              className="nhsuk-input nhsuk-input--width-5"
              type="number"
              min={1}
              step={1}
              value={times}
              onChange={({ target }) => setTimes(target.value)}
            />
          </div>
        </div>
        {set.error !== null && <Failure failure={set.error} />}
        <button type="submit" className="nhsuk-button" disabled={set.isPending}>
          Set the fault
        </button>
      </form>
    </section>
  );
}
