// The places that the signed-in user may go to.
import { Link } from '@tanstack/react-router';
import { useFront } from '../api/user.js';
import { placesOf } from './places.js';

export function Navigation() {
  const places = placesOf(useFront());
  if (places.length === 0) return null;
  return (
    <nav className="navigation" aria-label="Screens">
      <ul>
        {places.map(({ to, name }) => (
          <li key={to}>
            <Link to={to} activeProps={{ 'aria-current': 'page' }}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
