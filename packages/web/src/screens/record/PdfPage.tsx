// A PDF in the browser's own viewer. Its bytes come as a blob that is a PDF whatever is in it: no browser takes it for a page.
import { useEffect, useState } from 'react';
import { Failure } from '../elements/Failure.js';
import { Loading } from '../elements/Loading.js';
import { useContent } from './content.js';

export function PdfPage({ address, name }: { readonly address: string; readonly name: string }) {
  const { data, error, refetch } = useContent(address);
  const [shown, setShown] = useState<string>();
  useEffect(() => {
    if (data === undefined) return;
    const blob = URL.createObjectURL(new Blob([data], { type: 'application/pdf' }));
    setShown(blob);
    return () => URL.revokeObjectURL(blob);
  }, [data]);
  if (shown === undefined) return error === null ? <Loading what="the PDF" /> : <Failure failure={error} again={() => void refetch()} />;
  return <iframe className="preview__pdf" src={shown} title={name} />;
}
