// The bar at the top: where this is, who is signed in, and the way out.
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { withoutReading } from '../api/anew.js';
import { signOut } from '../api/front.js';
import { type NoticeStream, useConnection } from '../api/notices.js';
import { hasRight, roleNames, useFront } from '../api/user.js';
import { Failure } from '../elements/Failure.js';
import { PatientSearch } from '../patient/PatientSearch.js';
import { useLeaving } from '../unsaved/leaving.js';
import { SwitchUser } from './SwitchUser.js';

export function Header({ stream }: { readonly stream: NoticeStream }) {
  const front = useFront();
  const queries = useQueryClient();
  const connection = useConnection(stream);
  const askAndLeave = useLeaving();
  const [failure, setFailure] = useState<unknown>();
  if (front?.user == null) return null;
  const { name, role, site } = front.user;
  const leave = (): void => {
    setFailure(undefined);
    askAndLeave('sign out', () => withoutReading(queries, () => signOut(queries))).catch(setFailure);
  };
  return (
    <header className="header">
      <div className="header__row">
        <Link to="/" className="header__home">
          <span className="header__mark" aria-hidden="true" />
          s1kit
        </Link>
        <p className="header__where">
          <span>{front.organisation}</span>
          {front.workstations.length > 1 && <span className="header__station">{front.workstation}</span>}
        </p>
        {hasRight(front.user, 'patients.search') && <PatientSearch />}
        <p className="header__who">
          <strong>{name}</strong>
          <span>
            {roleNames[role]}
            {site !== '' && `, ${site}`}
          </span>
        </p>
        <SwitchUser front={front} failed={setFailure} />
        <button type="button" className="header__out" onClick={leave}>
          Sign out
        </button>
      </div>
      {(connection === 'lost' || connection === 'refused') && (
        <p className="header__lost" role="status">
          The desktop does not answer. What you see may be out of date; it is read again as soon as the desktop is back.
        </p>
      )}
      {failure !== undefined && <Failure failure={failure} />}
    </header>
  );
}
