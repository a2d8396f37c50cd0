// Why a message ended as it did, and what to do.
import type { OutputOf } from '@s1kit/link';
import { Countdown } from './Countdown.js';

export function Explanation({ explanation }: { readonly explanation: OutputOf<'audit.show'>['explanation'] }) {
  const { advice, allowedAt, element, outcome, why } = explanation;
  if (outcome === 'success' || outcome === 'done') return null;
  return (
    <section className={outcome === 'error' ? 'explanation explanation--bad' : 'explanation'} aria-labelledby="why">
      <h2 id="why">Why</h2>
      <p>{why}</p>
      {element !== null && (
        <p>
          Element: <code>{element}</code>
        </p>
      )}
      {allowedAt !== null && <Countdown allowedAt={allowedAt} />}
      {advice !== '' && (
        <p>
          <strong>What to do:</strong> {advice}
        </p>
      )}
    </section>
  );
}
