// When a throttled request is allowed, counted down on the environment's clock.
import { useEnvironmentTime } from '../../api/environment-time.js';
import { timeText } from '../../elements/dates.js';

export function Countdown({ allowedAt }: { readonly allowedAt: string }) {
  const now = useEnvironmentTime();
  if (now === undefined) return null;
  const seconds = Math.ceil((Date.parse(allowedAt) - now) / 1_000);
  return (
    <p className="countdown">
      {seconds > 0 ? (
        <>
          Allowed again at {timeText(allowedAt, 'seconds')}, <strong role="timer">in {seconds} s</strong>.
        </>
      ) : (
        <>
          Allowed again since {timeText(allowedAt, 'seconds')}: <strong>it can be sent now</strong>, unless others of its kind were sent meanwhile.
        </>
      )}
    </p>
  );
}
