// What each device may send next: whole records, and whatever else it has just asked for.
import { useEnvironmentTime } from '../api/environment-time.js';
import { timeText } from '../elements/dates.js';
import type { TrafficShown } from './words.js';

export function Allowances({ devices, throttle }: Pick<TrafficShown, 'devices' | 'throttle'>) {
  const waits = devices.some(({ waiting }) => waiting.length > 0);
  const now = useEnvironmentTime(waits);
  return (
    <section className="traffic-panel" aria-label="Devices">
      <h2>When each device may send again</h2>
      <p>{modeText(throttle)}</p>
      {devices.length === 0 ? (
        <p>No device is approved at this workstation yet.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
        <section className="table-scroll" tabIndex={0} aria-label="Devices, a table">
          <table className="table">
            <caption className="nhsuk-u-visually-hidden">When each approved device may send again</caption>
            <thead>
              <tr>
                <th scope="col">Application</th>
                <th scope="col">DeviceID</th>
                <th scope="col">A whole record (GetPatientRecord)</th>
                <th scope="col">Other requests</th>
              </tr>
            </thead>
            <tbody>
              {devices.map(({ applicationName, deviceId, record, waiting }) => (
                <tr key={deviceId}>
                  <th scope="row">{applicationName}</th>
                  <td>
                    <code>{deviceId}</code>
                  </td>
                  <td>{record === null ? 'now' : whenText(record, now)}</td>
                  <td>
                    {waiting.filter(({ window }) => window !== 'GetPatientRecord').length === 0
                      ? 'now'
                      : waiting
                          .filter(({ window }) => window !== 'GetPatientRecord')
                          .map(({ allowedAt, window }) => (
                            <div key={window}>
                              {window === 'GetPatientRecord light' ? 'GetPatientRecord of little' : window}: {whenText(allowedAt, now)}
                            </div>
                          ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}

function whenText(allowedAt: string, now: number | undefined): string {
  if (now === undefined) return `at ${timeText(allowedAt, 'seconds')}`;
  const seconds = Math.ceil((Date.parse(allowedAt) - now) / 1_000);
  return seconds <= 0 ? 'now' : `in ${seconds} s, at ${timeText(allowedAt, 'seconds')}`;
}

function modeText({ mode, scale }: TrafficShown['throttle']): string {
  if (mode === 'off') return 'The throttle is off: whatever is sent is admitted.';
  const record = `${30 * scale} s`;
  const limits = `Each device may send one request of each function in ${scale} s, and ask for one whole record in ${record}.`;
  const consequences: Readonly<Record<string, string>> = {
    silent: 'What comes sooner is not answered.',
    error: 'What comes sooner is refused with an error.',
    delay: 'What comes sooner waits for its turn.',
  };
  return `${limits} ${consequences[mode] ?? ''}`;
}
