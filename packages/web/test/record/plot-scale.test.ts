import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeScale, valueScale } from '../../src/screens/record/plot-scale.js';

const instants = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2030, 0, 1) });

describe('the scales of a plot', () => {
  it('have round numbers around all values, from below to above, of one value too', () => {
    expect(valueScale([118, 158], 200, 0).ticks.map(({ text }) => text)).toEqual(['110', '120', '130', '140', '150', '160']);
    expect(valueScale([4.52, 4.98], 200, 0).ticks.map(({ text }) => text)).toEqual(['4.4', '4.6', '4.8', '5.0']);
    expect(valueScale([7], 200, 0).ticks.map(({ text }) => text)).toEqual(['6', '8']);
    expect(valueScale([0], 200, 0).ticks.map(({ text }) => text)).toEqual(['0.0', '0.5']);
    const values = fc.array(fc.float({ min: -9_999, max: 9_999, noNaN: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(values, (measured) => {
        const { place, ticks } = valueScale(measured, 200, 0);
        const places = ticks.map(({ value }) => place(value));
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThan(12);
        for (const value of measured) {
          expect(place(value)).toBeLessThanOrEqual((places[0] ?? 0) + 1e-6);
          expect(place(value)).toBeGreaterThanOrEqual((places.at(-1) ?? 0) - 1e-6);
        }
      }),
    );
  });

  it('have years, months of a short time, and every point within the drawing', () => {
    const of = (from: string, to: string) => timeScale([Date.parse(from), Date.parse(to)], 0, 700).ticks.map(({ text }) => text);
    expect(of('2015-06-01', '2025-10-06')).toEqual(['2016', '2018', '2020', '2022', '2024', '2026']);
    expect(of('2025-10-20', '2026-03-02')).toEqual(['Nov 2025', 'Dec 2025', 'Jan 2026', 'Feb 2026', 'Mar 2026']);
    fc.assert(
      fc.property(fc.array(instants, { minLength: 1, maxLength: 20 }), (times) => {
        const { place, ticks } = timeScale(times, 0, 700);
        expect(ticks.length).toBeLessThan(20);
        for (const at of [...times, ...ticks.map(({ value }) => value)]) {
          expect(place(at)).toBeGreaterThanOrEqual(0);
          expect(place(at)).toBeLessThanOrEqual(700);
        }
      }),
    );
  });
});
