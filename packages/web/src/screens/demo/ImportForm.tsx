// One's own sites, staff, clinics and patients, from a file of JSON.
import { useState } from 'react';
import { useChange } from '../api/queries.js';
import { Failure } from '../elements/Failure.js';

export function ImportForm() {
  const [unreadable, setUnreadable] = useState<Error>();
  const take = useChange('data.import', ['environment.status', 'data.patients']);
  const read = async (file: File | undefined): Promise<void> => {
    setUnreadable(undefined);
    take.reset();
    if (file === undefined) return;
    let document: unknown;
    try {
      document = JSON.parse(await file.text());
    } catch (failure) {
      // The engine's message quotes the document: patients' data. Where it stands is enough.
      const at = failure instanceof SyntaxError ? /at position \d+(?: \(line \d+ column \d+\))?/.exec(failure.message)?.[0] : undefined;
      setUnreadable(new Error(`${file.name} is not JSON${at === undefined ? '' : `: it goes wrong ${at}`}.`));
      return;
    }
    take.mutate({ document });
  };
  return (
    <section className="panel" aria-labelledby="import">
      <h2 id="import">Your own data</h2>
      <div className="nhsuk-form-group">
        <label className="nhsuk-label" htmlFor="import-file">
          A document of JSON
        </label>
        <div className="nhsuk-hint" id="import-hint">
          As docs/reference/import.schema.json has it. All of it is added, or nothing.
        </div>
        <input
          id="import-file"
          type="file"
          accept=".json,application/json"
          aria-describedby="import-hint"
          disabled={take.isPending}
          onChange={({ target }) => {
            void read(target.files?.[0]);
            // The same file can be chosen again when it is mended.
            target.value = '';
          }}
        />
      </div>
      {take.isPending && <p role="status">Is being read in …</p>}
      {unreadable !== undefined && <Failure failure={unreadable} />}
      {take.error !== null && <Failure failure={take.error} />}
      {take.isSuccess && (
        <p className="done" role="status">
          Added: {take.data.sites} sites, {take.data.staff} staff, {take.data.clinics} clinics, {take.data.patients} patients with {take.data.events} events.
        </p>
      )}
    </section>
  );
}
