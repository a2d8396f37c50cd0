// Registering an application: its name, what it may do, and its key, shown once.
import { type FormEvent, useState } from 'react';
import { useChange } from '../api/queries.js';
import { Failure } from '../elements/Failure.js';
import { Modal } from '../elements/Modal.js';
import { knownFunctions } from '../functions/function-words.js';
import { FunctionChoice } from './FunctionChoice.js';
import { KeyShown } from './KeyShown.js';

export function RegisterDialog({ close }: { readonly close: () => void }) {
  const [name, setName] = useState('');
  const [functions, setFunctions] = useState<readonly string[]>(['GetFunctions']);
  const [problem, setProblem] = useState<string>();
  const add = useChange('applications.add', ['applications.list', 'applications.names']);
  if (add.data !== undefined) {
    return (
      <Modal title="The application is registered">
        <KeyShown apiKey={add.data.apiKey} name={add.data.application.name} close={close} />
      </Modal>
    );
  }
  const register = (event: FormEvent): void => {
    event.preventDefault();
    const problems = name.trim() === '' ? 'Enter a name.' : functions.length === 0 ? 'Choose at least one function.' : undefined;
    setProblem(problems);
    // All of them stands for those too that a later version brings.
    if (problems === undefined) add.mutate({ name: name.trim(), functions: functions.length === knownFunctions.length ? null : [...functions] });
  };
  // The key comes with the answer, and only then: nobody leaves before it has come.
  return (
    <Modal title="Register an application" {...(add.isPending ? {} : { dismiss: close })} wide>
      <form onSubmit={register} noValidate>
        <div className="nhsuk-form-group">
          <label className="nhsuk-label" htmlFor="application-name">
            Name
          </label>
          <div className="nhsuk-hint" id="application-name-hint">
            Prompts, the Message Audit and what it writes in records name it so.
          </div>
          <input
            id="application-name"
            className="nhsuk-input"
            aria-describedby="application-name-hint"
            maxLength={100}
            autoComplete="off"
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        </div>
        <FunctionChoice chosen={functions} choose={setFunctions} />
        {problem !== undefined && <Failure failure={new Error(problem)} />}
        {add.error !== null && <Failure failure={add.error} />}
        <div className="buttons modal__end">
          <button type="submit" className="nhsuk-button" disabled={add.isPending}>
            Register
          </button>
          <button type="button" className="nhsuk-button nhsuk-button--secondary" disabled={add.isPending} onClick={close}>
            Cancel
          </button>
        </div>
      </form>
    </Modal>
  );
}
