// A request or a reply: laid out and folded, or as the text that it is.
import { useCallback, useState } from 'react';
import { bytesText } from '../words.js';
import { Lines } from './Lines.js';
import { layoutAtMost } from './layout.js';
import { useLayout } from './useLayout.js';

interface XmlDocumentProps {
  readonly title: string;
  readonly text: string | null;
  /** Why there is none. */
  readonly none: string;
  readonly bytes: number | null;
  /** The path of the element at fault. */
  readonly element?: string | null;
  readonly mark?: string;
}

const nothing: ReadonlySet<number> = new Set();

export function XmlDocument({ bytes, element = null, mark = '', none, text, title }: XmlDocumentProps) {
  const [isRaw, setRaw] = useState(false);
  const isTooLong = (text?.length ?? 0) > layoutAtMost;
  const raw = isRaw || isTooLong;
  const layout = useLayout(text ?? '', element, raw);
  const [folding, setFolding] = useState<{ readonly of: unknown; readonly lines: ReadonlySet<number> }>();
  const folded = folding !== undefined && folding.of === layout ? folding.lines : nothing;
  const fold = useCallback(
    (line: number, isFolded: boolean) =>
      setFolding((before) => {
        const lines = new Set(before?.of === layout ? before?.lines : undefined);
        if (isFolded && layout?.lines[line]?.closes !== undefined) lines.add(line);
        else lines.delete(line);
        return { of: layout, lines };
      }),
    [layout],
  );
  const foldAll = (): void => {
    const lines = new Set<number>();
    layout?.lines.forEach(({ closes, depth }, index) => {
      if (closes !== undefined && depth > 0) lines.add(index);
    });
    setFolding({ of: layout, lines });
  };

  return (
    <section className="xml-document">
      <div className="xml-document__heading">
        <h2>{title}</h2>
        {bytes !== null && <span className="secondary">{bytesText(bytes)}</span>}
        {text !== null && (
          <div className="xml-document__ways">
            {!raw && layout !== undefined && layout.lines.length > 1 && (
              <>
                <button type="button" className="link-button" onClick={foldAll}>
                  Fold all<span className="nhsuk-u-visually-hidden"> of the {title.toLowerCase()}</span>
                </button>
                <button type="button" className="link-button" onClick={() => setFolding(undefined)}>
                  Unfold all<span className="nhsuk-u-visually-hidden"> of the {title.toLowerCase()}</span>
                </button>
              </>
            )}
            {!isTooLong && (
              <button type="button" className="link-button" aria-pressed={isRaw} onClick={() => setRaw(!isRaw)}>
                As text only<span className="nhsuk-u-visually-hidden">: {title.toLowerCase()}</span>
              </button>
            )}
          </div>
        )}
      </div>
      {text === null && <p className="xml-document__none">{none}</p>}
      {text !== null && isTooLong && <p className="secondary">Too long to be laid out: shown as it came.</p>}
      {text !== null && layout === undefined && <p className="xml-document__none">Laying it out …</p>}
      {text !== null && layout !== undefined && <Lines label={title} layout={layout} folded={raw ? nothing : folded} fold={fold} mark={mark} numbered={!raw} />}
    </section>
  );
}
