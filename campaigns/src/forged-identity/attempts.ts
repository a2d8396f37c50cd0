// One attempt to be taken for somebody: which key, which DeviceID, at which workstation, and whether it may succeed.
import type { Chance } from '@s1kit/server';
import type { Caller } from '../wire/requests.js';
import { forged } from './forge.js';
import type { Identities } from './identities.js';

export interface Attempt extends Caller {
  /** What it tries, for a finding: names no key. */
  readonly kind: string;
  readonly station: 0 | 1;
  /** The codes that it may be refused with; none where it must succeed. */
  readonly refusals: readonly string[];
}

const other = (station: 0 | 1): 0 | 1 => (station === 0 ? 1 : 0);

/** One in this many is an honest one: what refuses everything is not taken for safe. */
const honestOneIn = 12;

export function attemptOf(chance: Chance, { accepted, blocked, deadDevices, deadKeys }: Identities): Attempt {
  const truth = chance.pick(accepted);
  if (chance.below(honestOneIn) === 0) return { ...truth, kind: 'an honest call', refusals: [] };
  const key = ['KeyRefused', 'EnvelopeInvalid'];
  const device = ['DeviceUnknown', 'EnvelopeInvalid'];
  const stranger = chance.pick(accepted.filter(({ apiKey }) => apiKey !== truth.apiKey));
  switch (chance.below(9)) {
    case 0:
      return { ...truth, apiKey: forged(truth.apiKey, chance), kind: 'a forged key', refusals: key };
    case 1:
      return { ...truth, apiKey: chance.pick(deadKeys), kind: 'a key that is dead', refusals: key };
    case 2:
      return { ...truth, apiKey: truth.deviceId, deviceId: truth.apiKey, kind: 'key and DeviceID exchanged', refusals: key };
    case 3: {
      const deviceId = forged(truth.deviceId, chance);
      // The user leaves it for later.
      return { ...truth, deviceId, kind: 'a forged DeviceID', refusals: deviceId === '' ? ['ApprovalPending'] : device };
    }
    case 4:
      return { ...truth, deviceId: chance.pick(deadDevices), kind: 'a DeviceID that is dead', refusals: device };
    case 5:
      return { ...truth, deviceId: stranger.deviceId, kind: "another application's DeviceID", refusals: device };
    case 6:
      return { ...truth, station: other(truth.station), kind: "another workstation's DeviceID", refusals: device };
    case 7:
      return { ...blocked, station: 0, kind: 'a blocked application', refusals: ['DeviceBlocked'] };
    default:
      return {
        apiKey: chance.pick(deadKeys),
        deviceId: chance.pick(deadDevices),
        station: truth.station,
        kind: 'a dead key with a dead DeviceID',
        refusals: key,
      };
  }
}
