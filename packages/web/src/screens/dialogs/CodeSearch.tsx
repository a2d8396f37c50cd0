// Finds a code or a product by its words: a combobox as ARIA describes it, with the list of the server below.
import type { InputOf, OutputOf } from '@s1kit/link';
import { type KeyboardEvent, useDeferredValue, useId, useState } from 'react';
import { useOperation } from '../api/queries.js';

export type FoundCode = OutputOf<'codes.search'>['found'][number];

interface CodeSearchProps {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly scheme: InputOf<'codes.search'>['scheme'];
  readonly kind?: string;
  /** What is chosen already. */
  readonly chosen: { readonly code: string; readonly term: string } | undefined;
  /** `undefined` where what was chosen is taken away. */
  readonly choose: (found: FoundCode | undefined) => void;
}

export function CodeSearch({ label, hint, error, scheme, kind, chosen, choose }: CodeSearchProps) {
  const id = useId();
  const [text, setText] = useState('');
  const [isOpen, setIsOpen] = useState(false);
  const [active, setActive] = useState(0);
  const sought = useDeferredValue(text.trim());
  const {
    data,
    error: failure,
    isPlaceholderData,
  } = useOperation('codes.search', { scheme, text: sought, ...(kind === undefined ? {} : { kind }) }, { enabled: sought.length > 0 });
  // What was found for other words, or in the other scheme, is not offered for these: a quick Enter would take what nobody has read.
  const isCurrent = sought.length > 0 && sought === text.trim() && data !== undefined && !isPlaceholderData;
  const found = isCurrent ? data.found : [];
  const isListed = isOpen && found.length > 0;
  const current = Math.min(active, found.length - 1);

  const take = (one: FoundCode | undefined): void => {
    if (one === undefined) return;
    choose(one);
    setText('');
    setIsOpen(false);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setIsOpen(true);
      if (isListed) setActive((current + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % found.length);
    } else if (event.key === 'Enter' && text.trim() !== '') {
      // Never the form: whoever has written words here means to choose by them.
      event.preventDefault();
      if (isListed) take(found[current]);
    } else if (event.key === 'Escape' && isListed) {
      // The list alone is closed, not the dialog that it stands in.
      event.preventDefault();
      event.stopPropagation();
      setIsOpen(false);
    }
  };
  const describedBy = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`].filter((one) => one !== false).join(' ');
  return (
    <div className={error === undefined ? 'nhsuk-form-group code-search' : 'nhsuk-form-group nhsuk-form-group--error code-search'}>
      <label className="nhsuk-label" htmlFor={id}>
        {label}
      </label>
      {hint !== undefined && (
        <div className="nhsuk-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {error !== undefined && (
        <span className="nhsuk-error-message" id={`${id}-error`}>
          <span className="nhsuk-u-visually-hidden">Error:</span> {error}
        </span>
      )}
      {chosen !== undefined && (
        <p className="code-search__chosen">
          <strong>{chosen.term === '' ? chosen.code : chosen.term}</strong> <span className="secondary">{chosen.code}</span>{' '}
          <button type="button" className="link-button" onClick={() => choose(undefined)}>
            Take away<span className="nhsuk-u-visually-hidden"> {chosen.term}</span>
          </button>
        </p>
      )}
      <input
        id={id}
        className="nhsuk-input"
        type="text"
        role="combobox"
        autoComplete="off"
        aria-expanded={isListed}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isListed ? `${id}-${current}` : undefined}
        aria-describedby={describedBy === '' ? undefined : describedBy}
        aria-invalid={error === undefined ? undefined : true}
        maxLength={100}
        placeholder={chosen === undefined ? 'Words or code' : 'Words or code of another one'}
        value={text}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value);
          setActive(0);
          setIsOpen(true);
        }}
        onKeyDown={onKey}
        onBlur={() => setIsOpen(false)}
      />
      <div id={`${id}-list`} className="code-search__list" role="listbox" aria-label={label} hidden={!isListed}>
        {found.map((one, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's, which keeps the focus
          <div
            key={one.code}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(one)}
          >
            <span>{one.term}</span> <span className="secondary">{one.code}</span>
          </div>
        ))}
      </div>
      <p className="code-search__count secondary" role="status">
        {isCurrent && isOpen && countText(found.length, data.more)}
        {failure !== null && isOpen && `The list could not be searched. ${failure.message}`}
      </p>
    </div>
  );
}

function countText(count: number, more: boolean): string {
  if (count === 0) return 'Nothing in the list has these words.';
  return more ? `The first ${count}: type more to narrow.` : `${count} found.`;
}
