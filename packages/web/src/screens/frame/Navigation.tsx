// The places that the signed-in user may go to.
import { Link, useLocation } from '@tanstack/react-router';
import { useFront } from '../api/user.js';
import { inSight } from '../elements/in-sight.js';
import { placeAt, placesOf } from './places.js';

export function Navigation() {
  const places = placesOf(useFront());
  const current = placeAt(useLocation().pathname);
  if (places.length === 0) return null;
  return (
    <nav className="navigation" aria-label="Screens">
      <ul>
        {places.map(({ to, name }) => (
          <li key={to}>
            <Link to={to} activeProps={{ 'aria-current': 'page' }} {...(to === current?.to && { ref: inSight })}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
