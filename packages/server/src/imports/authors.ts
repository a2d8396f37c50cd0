// Who may have written the events of a file: the staff of the organisation.
import { doneByOf } from '../directory/index.js';
import { all, sql, type Work } from '../store/index.js';

/** Who wrote an event: as it is shown beside it. */
export interface Author {
  readonly doneBy: string;
  readonly siteName: string;
}

/** By their user names. */
export function* readAuthors(organisationId: string): Work<ReadonlyMap<string, Author>> {
  const rows = yield* all<{ user_name: string; surname: string; first_name: string; job_title: string; name: string | null }>(selectAuthors, organisationId);
  return new Map(
    rows.map(({ first_name: firstName, job_title: jobTitle, name, surname, user_name: userName }) => [
      userName,
      { doneBy: doneByOf({ surname, firstName, jobTitle }), siteName: name ?? '' },
    ]),
  );
}

const selectAuthors = sql`SELECT staff.user_name, surname, first_name, job_title, site.name
  FROM staff LEFT JOIN site ON site.organisation_id = staff.organisation_id AND site.site_id = staff.site_id
  WHERE staff.organisation_id = ?`;
