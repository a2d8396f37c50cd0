// Filters above a list: folded where there is little room, with how many are set, so that the list is in sight; open where there is enough.
import { type ReactNode, useState } from 'react';
import { useNarrow } from './use-narrow.js';

interface FoldedFiltersProps {
  /** How many of them are set. */
  readonly set: number;
  readonly children: ReactNode;
}

export function FoldedFilters({ set, children }: FoldedFiltersProps) {
  const isNarrow = useNarrow();
  const [isOpen, setOpen] = useState(false);
  // The same element either way: what was typed stays when a page is turned round or magnified.
  return (
    <details className="folded-filters" open={!isNarrow || isOpen} onToggle={({ currentTarget }) => isNarrow && setOpen(currentTarget.open)}>
      <summary hidden={!isNarrow}>{set === 0 ? 'Filters' : `Filters: ${set} set`}</summary>
      {children}
    </details>
  );
}
