import { describe, expect, it } from 'vitest';
import { windowOf } from '../../src/authority/throttle.js';

const request = { deviceId: 'd', functionName: 'GetPatientRecord', throttle: 'record', light: false, scale: 1 } as const;

describe('the window of a request', () => {
  it('B5.1: is one for each function, and one more for its light record requests', () => {
    expect(windowOf(request)).toEqual({ deviceId: 'd', name: 'GetPatientRecord', length: 30_000 });
    expect(windowOf({ ...request, light: true })).toEqual({ deviceId: 'd', name: 'GetPatientRecord light', length: 1_000 });
    expect(windowOf({ ...request, functionName: 'PatientSearch', throttle: 'standard' })).toEqual({ deviceId: 'd', name: 'PatientSearch', length: 1_000 });
  });

  it('B5.1: of a function that is no record request is one, light or not', () => {
    expect(windowOf({ ...request, throttle: 'standard', light: true }).name).toBe('GetPatientRecord');
  });

  it.each([0.5, 3])('B5.3: is %d times as long where the environment is so set, the light one too', (scale) => {
    expect(windowOf({ ...request, scale }).length).toBe(30_000 * scale);
    expect(windowOf({ ...request, light: true, scale }).length).toBe(1_000 * scale);
  });
});
