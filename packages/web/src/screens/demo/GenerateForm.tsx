// More fictitious patients.
import { type FormEvent, useState } from 'react';
import { useChange } from '../api/queries.js';
import { Failure } from '../elements/Failure.js';

export function GenerateForm() {
  const [patients, setPatients] = useState('100');
  const generate = useChange('data.generate', ['environment.status', 'data.patients']);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    generate.mutate({ patients: Number(patients) });
  };
  return (
    <section className="panel" aria-labelledby="generate">
      <h2 id="generate">More patients</h2>
      <form className="inline-form" onSubmit={submit}>
        <div className="nhsuk-form-group">
          <label className="nhsuk-label" htmlFor="generate-patients">
            How many fictitious patients
          </label>
          <input
            id="generate-patients"
            className="nhsuk-input nhsuk-input--width-10"
            type="number"
            min={1}
            max={1_000_000}
            step={1}
            required
            value={patients}
            onChange={({ target }) => setPatients(target.value)}
          />
        </div>
        <button type="submit" className="nhsuk-button nhsuk-button--secondary" disabled={generate.isPending}>
          {generate.isPending ? 'Are being made …' : 'Make them'}
        </button>
      </form>
      {generate.error !== null && <Failure failure={generate.error} />}
      {generate.isSuccess && (
        <p className="done" role="status">
          There are {generate.data.patients.toLocaleString('en-GB')} patients now.
        </p>
      )}
    </section>
  );
}
