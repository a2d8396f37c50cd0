// What can be added to the open record by hand: each opens the same dialog as an application would, empty.
import { useEffect, useId, useRef, useState } from 'react';
import { hasRight, useFront } from '../api/user.js';
import { AddEntry } from './AddEntry.js';
import { type DialogKind, dialogKinds, kinds } from './kinds.js';

export function AddMenu() {
  const user = useFront()?.user;
  const list = useId();
  const menu = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [adding, setAdding] = useState<DialogKind>();
  const offered = dialogKinds.filter((kind) => hasRight(user, kinds[kind].right));
  useEffect(() => {
    if (!isOpen) return;
    const away = ({ target }: Event): void => {
      if (target instanceof Node && menu.current?.contains(target) !== true) setIsOpen(false);
    };
    document.addEventListener('pointerdown', away);
    return () => document.removeEventListener('pointerdown', away);
  }, [isOpen]);
  if (offered.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes what its buttons open, wherever the focus is in it
    <div
      ref={menu}
      className="add-menu"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return;
        setIsOpen(false);
        button.current?.focus();
      }}
    >
      <button
        ref={button}
        type="button"
        className="nhsuk-button nhsuk-button--small"
        aria-expanded={isOpen}
        aria-controls={list}
        onClick={() => setIsOpen(!isOpen)}
      >
        Add <span aria-hidden="true">▾</span>
      </button>
      <ul id={list} hidden={!isOpen}>
        {offered.map((kind) => (
          <li key={kind}>
            <button
              type="button"
              onClick={() => {
                // The dialog gives the keyboard back to where it was: not to what is hidden then.
                button.current?.focus();
                setIsOpen(false);
                setAdding(kind);
              }}
            >
              {kinds[kind].name}
            </button>
          </li>
        ))}
      </ul>
      {adding !== undefined && <AddEntry kind={adding} close={() => setAdding(undefined)} />}
    </div>
  );
}
