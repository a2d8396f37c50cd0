import { expect, it } from 'vitest';
import { createMetrics } from '../src/metrics.js';

it('counts by function and outcome; names that clients make up become no labels', async () => {
  const metrics = createMetrics(['PatientSearch']);
  metrics.connectionOpened();
  for (const name of ['PatientSearch', 'Invented', undefined]) {
    metrics.requestBegun();
    metrics.requestEnded({ function: name, outcome: 'throttled', errorCode: undefined }, 20);
  }
  metrics.requestBegun();
  metrics.requestEnded(undefined, 1);
  metrics.requestBegun();
  const text = await metrics.text();
  expect(text).toContain('s1kit_requests_total{function="PatientSearch",outcome="throttled"} 1');
  expect(text).toContain('s1kit_requests_total{function="other",outcome="throttled"} 2');
  expect(text).toContain('s1kit_requests_total{function="other",outcome="failed"} 1');
  expect(text).toContain('s1kit_throttled_total{function="PatientSearch"} 1');
  expect(text).toContain('s1kit_request_duration_seconds_bucket{le="0.025",function="PatientSearch"} 1');
  expect(text).toContain('s1kit_connections 1');
  expect(text).toContain('s1kit_queue 1');
  expect(text).not.toContain('Invented');
});
