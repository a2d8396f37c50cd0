// A text file as text, whatever it says that it is.
import { Failure } from '../elements/Failure.js';
import { Loading } from '../elements/Loading.js';
import { useContent } from './content.js';

/** Characters that are shown: a person reads no more, and the rest can be downloaded. */
const mostCharacters = 200_000;

export function TextPage({ address, name }: { readonly address: string; readonly name: string }) {
  const { data, error, refetch } = useContent(address);
  if (data === undefined) return error === null ? <Loading what="the text" /> : <Failure failure={error} again={() => void refetch()} />;
  const text = textOf(data);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by itself, so the keyboard must be able to get into it */}
      <pre className="preview__text said" tabIndex={0} role="document" aria-label={name}>
        {text.slice(0, mostCharacters)}
      </pre>
      {text.length > mostCharacters && <p className="secondary">This is the beginning: download the file for all of it.</p>}
    </>
  );
}

/** UTF-8, or what Windows wrote before it. */
function textOf(bytes: ArrayBuffer): string {
  const mark = new Uint8Array(bytes.slice(0, 2));
  if (mark[0] === 0xff && mark[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
