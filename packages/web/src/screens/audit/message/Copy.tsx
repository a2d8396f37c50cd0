// Copies a message as a command, as TypeScript or as it is. Where the clipboard is not to be had, the text is shown to be copied by hand.
import { useState } from 'react';
import { perform } from '../../api/perform.js';
import { Failure } from '../../elements/Failure.js';
import { Modal } from '../../elements/Modal.js';
import { commandLine, placeholder, rawXml } from './copies.js';

interface CopyProps {
  readonly sequence: number;
  readonly request: string;
}

export function Copy({ request, sequence }: CopyProps) {
  const [told, setTold] = useState('');
  const [byHand, setByHand] = useState<string>();
  const [failure, setFailure] = useState<unknown>();

  const put = async (what: string, text: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setTold(`Copied ${what}.${text.includes(placeholder) ? ` Put your key in place of ${placeholder}.` : ''}`);
    } catch {
      setByHand(text);
    }
  };
  const call = async (): Promise<void> => {
    const { code } = await perform('audit.call', { message: String(sequence) });
    if (code === null) setTold('This request cannot be written as a call: it is not valid, or its function is not known.');
    else await put('the call in TypeScript', code);
  };
  const run = (copying: Promise<void>): void => {
    setFailure(undefined);
    setTold('');
    copying.catch(setFailure);
  };

  return (
    <>
      <fieldset className="buttons" aria-label="Copy the request as">
        <span aria-hidden="true">Copy as</span>
        <button
          type="button"
          className="nhsuk-button nhsuk-button--secondary nhsuk-button--small"
          onClick={() => run(put('the command', commandLine(request)))}
        >
          Command line
        </button>
        <button type="button" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small" onClick={() => run(call())}>
          TypeScript
        </button>
        <button type="button" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small" onClick={() => run(put('the document', rawXml(request)))}>
          XML
        </button>
        <span role="status">{told}</span>
      </fieldset>
      {failure !== undefined && <Failure failure={failure} />}
      {byHand !== undefined && (
        <Modal title="Copy by hand" dismiss={() => setByHand(undefined)} wide>
          <p>The browser does not let this page use the clipboard. The text is selected: copy it with Ctrl+C, or ⌘C.</p>
          <textarea className="nhsuk-textarea copy-by-hand" aria-label="The text to copy" readOnly rows={14} value={byHand} ref={(field) => field?.select()} />
        </Modal>
      )}
    </>
  );
}
