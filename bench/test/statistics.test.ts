import { describe, expect, it } from 'vitest';
import { quantile, spreadOf } from '../src/statistics.js';

describe('spreadOf', () => {
  it('finds least, quartiles, median and most in any order', () => {
    expect(spreadOf([5, 1, 4, 2, 3])).toEqual({ least: 1, lowerQuartile: 2, median: 3, upperQuartile: 4, most: 5 });
  });

  it('takes what lies between two figures in proportion', () => {
    expect(spreadOf([1, 2])).toEqual({ least: 1, lowerQuartile: 1.25, median: 1.5, upperQuartile: 1.75, most: 2 });
    expect(spreadOf([7])).toEqual({ least: 7, lowerQuartile: 7, median: 7, upperQuartile: 7, most: 7 });
  });

  it('says nothing of no figure', () => {
    expect(() => spreadOf([])).toThrow(RangeError);
  });
});

describe('quantile', () => {
  it('gives the value below which a part of the figures lies', () => {
    const hundred = Array.from({ length: 101 }, (_, index) => index);
    expect(quantile(hundred, 0.99)).toBe(99);
  });
});
