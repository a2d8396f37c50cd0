// A button that opens a list of things to do: Escape, a choice, or pressing elsewhere closes it.
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';

interface MenuProps {
  readonly label: ReactNode;
  /** Of the button. */
  readonly className: string;
  readonly entries: readonly { readonly key: string; readonly name: ReactNode; readonly choose: () => void }[];
}

export function Menu({ className, entries, label }: MenuProps) {
  const list = useId();
  const menu = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => {
    if (!isOpen) return;
    const away = ({ target }: Event): void => {
      if (target instanceof Node && menu.current?.contains(target) !== true) setIsOpen(false);
    };
    document.addEventListener('pointerdown', away);
    return () => document.removeEventListener('pointerdown', away);
  }, [isOpen]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes what its buttons open, wherever the focus is in it
    <div
      ref={menu}
      className="menu"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return;
        setIsOpen(false);
        button.current?.focus();
      }}
    >
      <button ref={button} type="button" className={className} aria-expanded={isOpen} aria-controls={list} onClick={() => setIsOpen(!isOpen)}>
        {label} <span aria-hidden="true">▾</span>
      </button>
      <ul id={list} hidden={!isOpen}>
        {entries.map(({ choose, key, name }) => (
          <li key={key}>
            <button
              type="button"
              onClick={() => {
                // What is chosen may open a dialog, which gives the keyboard back to where it was: not to what is hidden then.
                button.current?.focus();
                setIsOpen(false);
                choose();
              }}
            >
              {name}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
