// What may be wider or longer than its place: it scrolls by itself, and the keyboard reaches it.
import type { ReactNode } from 'react';

interface ScrollingProps {
  /** What it is, for those who do not see it. */
  readonly label: string;
  readonly children: ReactNode;
}

export function Scrolling({ label, children }: ScrollingProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
    <section className="table-scroll" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
