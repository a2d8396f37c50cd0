// What the editor begins with, and whom the request is sent for.
import type { OutputOf } from '@s1kit/link';
import { knownFunctions } from '../functions/function-words.js';

interface SourceProps {
  readonly functionName: string;
  readonly applications: OutputOf<'applications.names'>;
  readonly applicationId: string;
  readonly load: (functionName: string) => void;
  readonly choose: (applicationId: string) => void;
}

export function Source({ functionName, applications, applicationId, load, choose }: SourceProps) {
  return (
    <div className="filters">
      <div className="nhsuk-form-group">
        <label className="nhsuk-label" htmlFor="request-function">
          Example of
        </label>
        <select id="request-function" className="nhsuk-select" value={functionName} onChange={({ target }) => load(target.value)}>
          {functionName === '' && <option value="">a message of the audit</option>}
          {knownFunctions.toSorted().map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </div>
      <div className="nhsuk-form-group">
        <label className="nhsuk-label" htmlFor="request-application">
          Sent for
        </label>
        <select id="request-application" className="nhsuk-select" value={applicationId} onChange={({ target }) => choose(target.value)}>
          {applications.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <p className="filters__words secondary">Leave APIKey as it is and DeviceID empty: the application's are filled in. The request may do what you may do.</p>
    </div>
  );
}
