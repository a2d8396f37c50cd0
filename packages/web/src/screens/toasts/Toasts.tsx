// The notices in the corner: at most three, gone after a while, or by their cross, or by Escape.
import { Link } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useState } from 'react';
import { type NewToast, type Toast, toastMs, withToast } from './toast.js';
import { useHappenings } from './use-happenings.js';

export function Toasts() {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  useHappenings((toast: NewToast) => setToasts((known) => withToast(known, toast)));
  const remove = (id: number): void => setToasts((known) => known.filter((toast) => toast.id !== id));
  return (
    <section className="toasts" aria-label="Notices" aria-live="polite" aria-relevant="additions">
      {toasts.map((toast) => (
        <OneToast key={toast.id} toast={toast} remove={() => remove(toast.id)} />
      ))}
    </section>
  );
}

function OneToast({ toast, remove }: { readonly toast: Toast; readonly remove: () => void }) {
  /** While the pointer or the keyboard is on it, it stays. */
  const [held, setHeld] = useState(false);
  const gone = useEffectEvent(remove);
  useEffect(() => {
    if (held) return undefined;
    const timer = window.setTimeout(gone, toastMs);
    return () => window.clearTimeout(timer);
  }, [held]);
  useEffect(() => {
    const pressed = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape' && document.querySelector('dialog[open]') === null) gone();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, []);
  return (
    // Only the timer heeds the pointer: there is nothing to press but what is inside.
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing is done by it, see above.
    <div className="toast" onMouseEnter={() => setHeld(true)} onMouseLeave={() => setHeld(false)} onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}>
      <p>
        {toast.text}
        {toast.link !== undefined && (
          <>
            {' '}
            <Link to={toast.link.to}>{toast.link.name}</Link>
          </>
        )}
      </p>
      <button type="button" className="toast__close" aria-label="Close the notice" onClick={remove}>
        <span aria-hidden="true">×</span>
      </button>
    </div>
  );
}
