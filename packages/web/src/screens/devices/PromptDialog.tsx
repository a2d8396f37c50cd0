// One application that asks: who it is, what it may do, and what becomes of each answer.
import { useRef } from 'react';
import { type Prompt, type PromptAnswer, useAnswer } from '../api/prompts.js';
import { timeText } from '../elements/dates.js';
import { Failure } from '../elements/Failure.js';
import { Modal } from '../elements/Modal.js';
import { useSettled } from '../elements/use-settled.js';
import { MayDo } from '../functions/MayDo.js';

interface PromptDialogProps {
  readonly prompt: Prompt;
  /** How many others wait behind it. */
  readonly more: number;
  /** The signed-in user, as people call them. */
  readonly userName: string;
}

export function PromptDialog({ prompt, more, userName }: PromptDialogProps) {
  const { error, isPending, isSuccess, mutate } = useAnswer();
  // It comes by itself, under a pointer that is about to press something else: the prompt before it, or what stood there until now.
  const isSettled = useSettled();
  const busy = isPending || isSuccess || !isSettled;
  // Two clicks may come before it is drawn anew.
  const hasAnswered = useRef(false);
  const answer = (given: PromptAnswer): void => {
    if (busy || hasAnswered.current) return;
    hasAnswered.current = true;
    mutate(
      { promptId: prompt.promptId, answer: given },
      {
        onError: () => {
          hasAnswered.current = false;
        },
      },
    );
  };
  return (
    <Modal title="An application asks to connect" dismiss={() => answer('later')} wide>
      {/* Whoever is typing when it comes must not answer by it: the keyboard begins at text. */}
      <p className="prompt__name" tabIndex={-1} ref={beginsHere}>
        {prompt.applicationName}
        {prompt.deviceVersion !== null && prompt.deviceVersion !== '' && <span className="secondary"> version {prompt.deviceVersion}</span>}
      </p>
      <p className="secondary">
        Asked at {timeText(prompt.askedAt)}.{more > 0 && ` ${more === 1 ? 'One more waits' : `${more} more wait`} behind it.`}
      </p>
      <p>From this workstation, with the rights of whoever is signed in, it may</p>
      <MayDo functions={prompt.functions} />
      <p>
        What it reads and writes will be on record in the Message Audit under your name, <strong>{userName}</strong>.
      </p>
      {error !== null && <Failure failure={error} />}
      <div className="modal__end">
        <div className="buttons">
          <button type="button" className="nhsuk-button" aria-disabled={busy} onClick={() => answer('approve')}>
            Approve
          </button>
          <button type="button" className="nhsuk-button nhsuk-button--secondary" aria-disabled={busy} onClick={() => answer('later')}>
            Decide later
          </button>
          <button type="button" className="nhsuk-button nhsuk-button--warning" aria-disabled={busy} onClick={() => answer('block')}>
            Block
          </button>
        </div>
        <p className="secondary prompt__after">
          Decide later: it is refused for now, and may ask again. Block: it is refused from now on without asking; you can undo that in Devices.
        </p>
      </div>
    </Modal>
  );
}

/** What a dialog's keyboard begins at: the browser asks for this attribute, which React does not write. */
function beginsHere(element: HTMLElement | null): void {
  element?.setAttribute('autofocus', '');
}
