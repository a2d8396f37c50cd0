// Lets only those see a screen who may: what a role may not, it is told, whatever address it goes to. The server refuses the same by itself.
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { roleNames, useFront } from '../api/user.js';
import { Page } from '../elements/Page.js';
import { mayGoTo, placeAt } from './places.js';

export function Guard() {
  const front = useFront();
  const place = placeAt(useLocation({ select: ({ pathname }) => pathname }));
  if (place === undefined || mayGoTo(place, front)) return <Outlet />;
  const role = front?.user == null ? '' : roleNames[front.user.role];
  return (
    <Page title="Your role may not use this screen">
      <p>
        {place.name} is not open to your role{role !== '' && `, ${role}`}. Somebody who manages the staff can tell you which roles it is open to, or give you
        another one.
      </p>
      <p>
        <Link to="/">Go to the start</Link>
      </p>
    </Page>
  );
}
