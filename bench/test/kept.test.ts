import { expect, it } from 'vitest';
import { keptFolder, sizeOf } from '../src/kept.js';

it('large data is small unless a full run is asked for', () => {
  expect(sizeOf('patients', {})).toBe(50_000);
  expect(sizeOf('messages', { S1KIT_BENCH_FULL: '1' })).toBe(1_000_000);
});

it('what was made is kept only where a folder is named', () => {
  expect(keptFolder({})).toBeUndefined();
  expect(keptFolder({ S1KIT_BENCH_KEEP: '' })).toBeUndefined();
  expect(keptFolder({ S1KIT_BENCH_KEEP: '/somewhere' })).toBe('/somewhere');
});
