// A dialog over everything: the browser keeps the keyboard in it, and gives it back where it was.
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';

interface ModalProps {
  readonly title: string;
  /** Escape, or the cross in its corner. Where it is left out, only the buttons of the dialog end it. */
  readonly dismiss?: () => void;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

export function Modal({ title, dismiss, wide = false, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  // Before the dialog leaves the page: only then does the browser give the keyboard back.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={wide ? 'modal modal--wide' : 'modal'}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        dismiss?.();
      }}
      // A browser asks once: by the next Escape it shuts the dialog whatever was said, and nobody would see any more what still stands in the page.
      onClose={({ currentTarget }) => {
        if (currentTarget.open || !currentTarget.isConnected) return;
        currentTarget.showModal();
        dismiss?.();
      }}
    >
      <div className="modal__heading">
        <h2 id={heading}>{title}</h2>
        {dismiss !== undefined && (
          <button type="button" className="modal__close" aria-label="Close" onClick={dismiss}>
            <span aria-hidden="true">×</span>
          </button>
        )}
      </div>
      {children}
    </dialog>
  );
}
