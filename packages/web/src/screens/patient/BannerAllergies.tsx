// What the banner says of allergies. Nothing recorded, none known and not read are three things.
import { useOperation } from '../api/queries.js';
import { dateText } from '../elements/dates.js';

export function BannerAllergies({ patient }: { readonly patient: string }) {
  const { data, error, refetch } = useOperation('record.allergies', { patient });
  if (data === undefined) {
    if (error === null) return <p className="banner__allergies">Allergies: reading …</p>;
    return (
      <p className="banner__allergies banner__allergies--some" role="alert">
        <strong>Allergies could not be read.</strong>{' '}
        <button type="button" className="link-button" onClick={() => void refetch()}>
          Try again
        </button>
      </p>
    );
  }
  const { state, entries } = data;
  if (state === 'notRecorded') {
    return (
      <p className="banner__allergies">
        <strong>Allergies:</strong> nothing recorded. Ask the patient.
      </p>
    );
  }
  if (state === 'noneKnown') {
    const [latest] = entries;
    return (
      <p className="banner__allergies">
        <strong>Allergies:</strong> {latest?.words} (recorded {dateText(latest?.effectiveAt ?? '')})
      </p>
    );
  }
  return (
    <div className="banner__allergies banner__allergies--some">
      <strong>Allergies:</strong>
      <ul>
        {entries.map(({ eventUid, place, words, reaction }) => (
          <li key={`${eventUid}/${place}`}>
            {words}
            {reaction !== '' && reaction !== words && `: ${reaction}`}
          </li>
        ))}
      </ul>
    </div>
  );
}
