// The first page of somebody who is signed in: where to go, by what they may do.

import { Link } from '@tanstack/react-router';
import { Card } from 'nhsuk-react-components';
import { useFront } from '../api/user.js';
import { Page } from '../elements/Page.js';
import { placesOf } from '../frame/places.js';

export function Start() {
  const front = useFront();
  const places = placesOf(front);
  return (
    <Page title="Start">
      <ul className="start-cards">
        {places.map(({ to, name, purpose }) => (
          <li key={to}>
            <Card clickable>
              <Card.Heading headingLevel="h2" size="s">
                <Link to={to}>{name}</Link>
              </Card.Heading>
              <Card.Description>{purpose}</Card.Description>
            </Card>
          </li>
        ))}
      </ul>
    </Page>
  );
}
