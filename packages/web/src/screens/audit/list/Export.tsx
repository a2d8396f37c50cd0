// The export of what is listed: a file of entries, which is itself on record.
import { Button, Checkboxes, Radios } from 'nhsuk-react-components';
import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { useEnvironmentTime } from '../../api/environment-time.js';
import { wallClockOf } from '../../elements/dates.js';
import { Failure } from '../../elements/Failure.js';
import { Modal } from '../../elements/Modal.js';
import type { ListInput } from '../search.js';
import { exported, type Format, save } from './download.js';

export function Export({ input }: { readonly input: ListInput }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small" onClick={() => setOpen(true)}>
        Export
      </button>
      {open && <ExportDialog input={input} close={() => setOpen(false)} />}
    </>
  );
}

function ExportDialog({ input, close }: { readonly input: ListInput; readonly close: () => void }) {
  const [format, setFormat] = useState<Format>('csv');
  const [payloads, setPayloads] = useState(false);
  const [progress, setProgress] = useState<number>();
  const [done, setDone] = useState<string>();
  const [failure, setFailure] = useState<unknown>();
  const now = useEnvironmentTime(false);
  const ending = useRef<AbortController>(undefined);
  useEffect(() => () => ending.current?.abort(), []);

  const start = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const stopping = new AbortController();
    ending.current = stopping;
    setFailure(undefined);
    setDone(undefined);
    setProgress(0);
    let entries = 0;
    try {
      const onProgress = (count: number): void => {
        entries = count;
        setProgress(count);
      };
      const file = await exported({ input, format, payloads: payloads && format === 'json', onProgress, signal: stopping.signal });
      const time = wallClockOf(new Date(now ?? 0).toISOString())
        .slice(0, 16)
        .replaceAll(/[T:]/g, '-');
      save(file, `message-audit-${time}.${format}`);
      setDone(`${entries.toLocaleString('en-GB')} ${entries === 1 ? 'entry was' : 'entries were'} exported.`);
    } catch (reason) {
      if (!stopping.signal.aborted) setFailure(reason);
    } finally {
      setProgress(undefined);
    }
  };

  return (
    <Modal title="Export what is listed" dismiss={close}>
      <p>The entries that the filters leave, oldest first. The export is on record with your name and the filters.</p>
      {failure !== undefined && <Failure failure={failure} />}
      <form onSubmit={(event) => void start(event)}>
        <Radios name="format" legend="Format" legendProps={{ size: 's' }} small>
          <Radios.Item value="csv" defaultChecked onChange={() => setFormat('csv')}>
            CSV for a spreadsheet
          </Radios.Item>
          <Radios.Item value="json" onChange={() => setFormat('json')}>
            JSON for a program
          </Radios.Item>
        </Radios>
        {format === 'json' && (
          <Checkboxes name="payloads" small>
            <Checkboxes.Item value="yes" checked={payloads} onChange={() => setPayloads(!payloads)} hint="Clinical content of patients. Keys are hidden.">
              With requests and replies
            </Checkboxes.Item>
          </Checkboxes>
        )}
        <p role="status">
          {progress !== undefined && `${progress.toLocaleString('en-GB')} entries so far …`}
          {done}
        </p>
        <div className="buttons">
          {progress === undefined ? (
            <Button type="submit" small>
              Export
            </Button>
          ) : (
            <Button type="button" small secondary onClick={() => ending.current?.abort()}>
              Stop
            </Button>
          )}
          <Button type="button" small secondary onClick={close}>
            Close
          </Button>
        </div>
      </form>
    </Modal>
  );
}
