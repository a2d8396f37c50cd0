// A text field with numbered lines and marks at the lines that something is said of. Plain on purpose: every key, screen reader and zoom works as in any text field.
import { type Ref, useState } from 'react';
import type { Finding } from './use-findings.js';

interface EditorProps {
  readonly document: string;
  readonly findings: readonly Finding[];
  readonly describedBy: string;
  readonly change: (document: string) => void;
  readonly send: () => void;
  readonly field: Ref<HTMLTextAreaElement>;
}

/** As in _requests.scss. */
const lineHeight = 20;
/** Lines beside the document that is seen: only those are made. */
const linesInSight = 60;

export function Editor({ document, findings, describedBy, change, send, field }: EditorProps) {
  const [scrolled, setScrolled] = useState(0);
  const lines = document.split('\n').length;
  const marks = new Map(findings.toReversed().map(({ line, kind }) => [line, kind]));
  const first = Math.max(0, Math.floor(scrolled / lineHeight) - 2);
  const shown = Array.from({ length: Math.max(0, Math.min(linesInSight, lines - first)) }, (_, index) => first + index + 1);
  return (
    <div className="editor">
      <div className="editor__gutter" aria-hidden="true">
        <ol style={{ transform: `translateY(${first * lineHeight - scrolled}px)` }}>
          {shown.map((line) => (
            <li key={line} data-mark={marks.get(line)}>
              {line}
            </li>
          ))}
        </ol>
      </div>
      <div className="editor__field">
        <div className="editor__marks" aria-hidden="true">
          {[...marks].map(([line, kind]) => (
            <span key={line} data-mark={kind} style={{ transform: `translateY(${(line - 1) * lineHeight - scrolled}px)` }} />
          ))}
        </div>
        <textarea
          ref={field}
          aria-label="Request"
          aria-describedby={describedBy}
          aria-invalid={findings.some(({ kind }) => kind === 'error')}
          spellCheck={false}
          autoComplete="off"
          wrap="off"
          value={document}
          onChange={({ target }) => change(target.value)}
          onScroll={({ currentTarget }) => setScrolled(currentTarget.scrollTop)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            send();
          }}
        />
      </div>
    </div>
  );
}
