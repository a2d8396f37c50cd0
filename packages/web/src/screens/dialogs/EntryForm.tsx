// The form of a dialog, over the screen: filled in, edited, accepted or left; what is refused stands at its field.
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Modal } from '../elements/Modal.js';
import { PatientLine } from '../elements/PatientLine.js';
import { useUnsavedCount } from '../unsaved/useUnsaved.js';
import { type Content, type FormState, partsIn, textIn, withPart } from './content.js';
import type { Picking } from './FilePicker.js';
import { type Fault, faultOf } from './faults.js';
import { AttachmentForm } from './forms/AttachmentForm.js';
import { BookingForm } from './forms/BookingForm.js';
import { CodingForm } from './forms/CodingForm.js';
import { LetterForm } from './forms/LetterForm.js';
import { PrescribingForm } from './forms/PrescribingForm.js';
import { TaskForm } from './forms/TaskForm.js';
import { type DialogKind, kinds } from './kinds.js';
import type { Listed } from './ListedName.js';
import { OtherParts } from './OtherParts.js';
import { useFocusOnFault } from './useFocusOnFault.js';

/** What a user had made of a dialog when they put it aside. */
export interface Draft {
  readonly content: Content;
  readonly file: File | undefined;
}

interface EntryFormProps {
  readonly kind: DialogKind;
  /** What it is filled in with. */
  readonly filled: Content;
  /** What the user had made of that before. */
  readonly draft?: Draft | undefined;
  /** What the code lists call its code or product; `null` where they do not have it. */
  readonly listed?: string | null;
  /** Who asks for it, and how many others wait; above the form. */
  readonly asked?: string;
  readonly accept: (content: Content, file: File | undefined) => Promise<unknown>;
  /** Makes nothing, for good. */
  readonly dismiss: () => Promise<unknown> | undefined;
  readonly dismissName: string;
  /** Puts it out of the way, with nothing lost; where it is left out, Escape dismisses, and asks first if something was entered. */
  readonly putAside?: (draft: Draft) => void;
}

export function EntryForm({ kind, filled, draft, listed, asked, accept, dismiss, dismissName, putAside }: EntryFormProps) {
  const { title, element, fields } = kinds[kind];
  const waits = useUnsavedCount() > 0;
  const [content, setContent] = useState(draft?.content ?? filled);
  const [file, setFile] = useState(draft?.file);
  const [fault, setFault] = useState<Fault>();
  const [busy, setBusy] = useState(false);
  const [asks, setAsks] = useState(false);
  const formElement = useRef<HTMLFormElement>(null);
  const isTouched = content !== filled || file !== undefined;

  useFocusOnFault(formElement, fault);
  // After the dialog has been shown: one types at once.
  useEffect(() => formElement.current?.querySelector<HTMLElement>('input:not([type=radio]), select, textarea')?.focus(), []);

  const form: FormState = {
    content,
    fault,
    set: (name, value) => {
      setContent((before) => withPart(before, name, value));
      setAsks(false);
    },
  };
  const picking: Picking = { file, pick: setFile };
  const attempt = (work: () => Promise<unknown> | undefined): void => {
    setFault(undefined);
    setBusy(true);
    Promise.resolve(work())
      .catch((failure: unknown) => setFault(faultOf(failure, element)))
      .finally(() => setBusy(false));
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    attempt(() => accept(content, file));
  };
  const leave = (): void => {
    // What is being made is not left as if it were not.
    if (busy) return;
    if (putAside !== undefined) putAside({ content, file });
    else if (isTouched && !asks) setAsks(true);
    else attempt(dismiss);
  };

  return (
    <Modal title={title} wide dismiss={leave}>
      <PatientLine />
      {asked !== undefined && <p className="asked-by">{asked}</p>}
      <form ref={formElement} className="entry-form" onSubmit={submit} noValidate>
        {fault !== undefined && (
          <div className="failure" role="alert" tabIndex={-1}>
            <p>
              {!fault.isUnknown && 'Nothing was made. '}
              {fault.message}
            </p>
          </div>
        )}
        <Fields kind={kind} form={form} picking={picking} listed={listed === undefined ? undefined : { code: codeOf(filled), name: listed }} />
        <OtherParts form={form} fields={fields} />
        {waits && <p className="secondary">Other changes of this record are not saved: what you accept waits with them.</p>}
        {asks && (
          <p className="asked-by" role="alert">
            What you entered is not kept. {dismissName} once more to leave it.
          </p>
        )}
        <div className="buttons">
          <button type="submit" className="nhsuk-button" disabled={busy}>
            Accept
          </button>
          <button
            type="button"
            className="nhsuk-button nhsuk-button--secondary"
            disabled={busy}
            onClick={() => (putAside === undefined ? leave() : attempt(dismiss))}
          >
            {dismissName}
          </button>
          {putAside !== undefined && (
            <button type="button" className="link-button" disabled={busy} onClick={leave}>
              Decide later
            </button>
          )}
        </div>
      </form>
    </Modal>
  );
}

function codeOf(filled: Content): string {
  return textIn(partsIn(filled, 'Code'), 'Code') || textIn(partsIn(filled, 'Drug'), 'ProductID');
}

interface FieldsProps {
  readonly kind: DialogKind;
  readonly form: FormState;
  readonly picking: Picking;
  readonly listed: Listed | undefined;
}

function Fields({ kind, form, picking, listed }: FieldsProps) {
  switch (kind) {
    case 'prescribing':
      return <PrescribingForm form={form} listed={listed} />;
    case 'coding':
      return <CodingForm form={form} listed={listed} />;
    case 'attachment':
      return <AttachmentForm form={form} picking={picking} />;
    case 'letter':
      return <LetterForm form={form} picking={picking} />;
    case 'booking':
      return <BookingForm form={form} />;
    case 'task':
      return <TaskForm form={form} />;
  }
}
