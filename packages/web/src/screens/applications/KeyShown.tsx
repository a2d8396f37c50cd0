// A key, shown this once: it is nowhere else, and goes when this is closed.
import { useState } from 'react';

export function KeyShown({ apiKey, name, close }: { readonly apiKey: string; readonly name: string; readonly close: () => void }) {
  const [copied, setCopied] = useState<'yes' | 'no'>();
  const copy = (): void => {
    navigator.clipboard.writeText(apiKey).then(
      () => setCopied('yes'),
      () => setCopied('no'),
    );
  };
  return (
    <>
      <p>
        The key of <strong className="breakable">{name}</strong>:
      </p>
      <p className="key-shown">
        <code>{apiKey}</code>
        <button type="button" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small" onClick={copy}>
          Copy
        </button>
      </p>
      <p role="status" className="secondary">
        {copied === 'yes' && 'It is copied.'}
        {copied === 'no' && 'The browser did not let it be copied: select it and copy it by hand.'}
      </p>
      <p>
        <strong>It is not shown again.</strong> Keep it where the application finds it. Whoever loses it makes a new one.
      </p>
      <div className="buttons">
        <button type="button" className="nhsuk-button" onClick={close}>
          I have kept the key
        </button>
      </div>
    </>
  );
}
