// A screen with its heading; the browser's title follows it.
import { type ReactNode, useEffect } from 'react';

interface PageProps {
  readonly title: string;
  /** Stands beside the heading: what one can do here. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function Page({ title, actions, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · s1kit`;
  }, [title]);
  return (
    <>
      <div className="page-heading">
        <h1>{title}</h1>
        {actions}
      </div>
      {children}
    </>
  );
}
