// Tabs that are addresses: each can be shared, reloaded and gone back to.
import { Link, type LinkProps } from '@tanstack/react-router';
import { inSight } from './in-sight.js';

interface TabLinksProps<T extends string> {
  /** What they are tabs of, for those who do not see them side by side. */
  readonly label: string;
  readonly tabs: readonly { readonly tab: T; readonly name: string; readonly count?: number }[];
  readonly chosen: T;
  readonly linkTo: (tab: T) => Pick<LinkProps, 'to' | 'search'>;
}

export function TabLinks<T extends string>({ label, tabs, chosen, linkTo }: TabLinksProps<T>) {
  return (
    <nav className="tab-links" aria-label={label}>
      <ul>
        {tabs.map(({ tab, name, count }) => (
          <li key={tab}>
            <Link
              {...linkTo(tab)}
              activeOptions={{ exact: true, includeSearch: true }}
              {...(tab === chosen && { 'aria-current': 'page' as const, ref: inSight })}
            >
              {name}
              {count !== undefined && count > 0 && <span className="tab-links__count"> {count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
