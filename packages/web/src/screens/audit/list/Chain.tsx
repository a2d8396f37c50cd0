// Whether the audit is whole: checked when somebody asks, from its first entry on.
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { perform } from '../../api/perform.js';
import { dateTimeText } from '../../elements/dates.js';
import { Failure } from '../../elements/Failure.js';

export function Chain() {
  const check = useMutation({ mutationFn: () => perform('audit.verify', {}) });
  const { data, error, isPending, mutate } = check;
  return (
    <div className="chain">
      <div className="buttons">
        <button type="button" className="link-button" disabled={isPending} onClick={() => mutate()}>
          {data === undefined ? 'Check that nothing was changed or removed' : 'Check again'}
        </button>
        <span role="status">
          {isPending && <Checking />}
          {!isPending && data?.ok === true && (
            <span className="chain__whole">
              The chain is whole: {data.messages.toLocaleString('en-GB')} entries, checked at {dateTimeText(data.checkedAt, 'seconds')}.
            </span>
          )}
        </span>
      </div>
      {error !== null && <Failure failure={error} again={() => mutate()} />}
      {!isPending && data?.firstBroken != null && (
        <div className="failure" role="alert">
          <p>
            <strong>
              The chain is broken{data.firstBroken.sequence > 0 && ` at entry ${data.firstBroken.sequence}`}
              {data.firstBroken.workstation !== '' && ` of workstation ${data.firstBroken.workstation}`}.
            </strong>{' '}
            {data.firstBroken.why}
          </p>
          <p>
            {data.messages.toLocaleString('en-GB')} entries before it are as they were recorded. From there on, the audit may have been changed by something
            else than this program: keep a copy of the data folder, and compare it with a backup. Checked at {dateTimeText(data.checkedAt, 'seconds')}.
          </p>
        </div>
      )}
    </div>
  );
}

/** A million entries take some time: it is said that it goes on. */
function Checking() {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((count) => count + 1), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <>
      Checking every entry from the first on … {/* Told once, not every second. */}
      <span aria-hidden="true">{seconds >= 2 && `${seconds} s; a million entries take about a minute.`}</span>
    </>
  );
}
